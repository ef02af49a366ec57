/** A validation as a page of Markdown: the project's proof, to be read in a repository. */
import type { ValidatedFormula, Validation } from '../../validation.ts';
import { numberText, percentText } from '../number.ts';

const KINDS: readonly (readonly [ValidatedFormula['kind'], heading: string, about: string])[] = [
  ['exact', 'Exact formulas', 'z-scores must look standard normal: their mean (as √n · mean, the largest of any value) and their variance are tested, value by value. “Would catch” is the relative error of one value that would have failed with probability 0.99.'],
  ['bound', 'Bounds', 'The simulated value must not be proven to lie beyond.'],
  ['approximation', 'Approximations', 'The simulated value must not be proven to lie farther off than its case allows, by the literature or by what is known exactly nearby.'],
  ['asymptotic', 'Limits', 'What holds for many nodes or loads near 1, at a distance from the limit that is stated in each case.'],
];

export function validationPage(validation: Validation): string {
  const { formulas, failures, untested, seeds, replications, familyError, pass, values, seed, depth } = validation;
  const sections = KINDS.flatMap(([kind, heading, about]) => {
    const own = formulas.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : ['', `## ${heading}`, '', about, '', ...(kind === 'exact' ? exactTable(own) : roughTable(own))];
  });
  return [
    '# Simulation against theory',
    '',
    `**${pass ? 'Passed' : 'FAILED'}**: ${formulas.length} formulas, ${values.length} values, ${seeds} seeds of ${replications} replications each${depth === 'quick' ? ', the quick version' : ''}; seed \`${seed}\`.`,
    `A right program fails this with a probability of at most ${percentText(familyError)} (Bonferroni, all tests together). Made by \`schedlab validate\`.`,
    '',
    '![Q–Q plots of the z-scores, one per formula](qq.svg)',
    ...sections,
    ...list('Failures', failures),
    ...list('Predicted, but compared nowhere', untested),
    '',
  ].join('\n');
}

function exactTable(formulas: readonly ValidatedFormula[]): string[] {
  return table(
    ['formula', 'title', 'values', 'mean', 'variance', 'largest √n · mean', 'would catch', 'pass'],
    formulas.map(({ formula, title, values, mean, variance, largest, caught, pass }) => [
      formula,
      title,
      String(values),
      fixed(mean, 3),
      fixed(variance, 3),
      fixed(largest, 2),
      caught === null ? '' : percentText(caught),
      verdict(pass),
    ]),
  );
}

function roughTable(formulas: readonly ValidatedFormula[]): string[] {
  return table(
    ['formula', 'title', 'cases', 'values', 'largest error', 'pass'],
    formulas.map(({ formula, title, cases, values, error, pass }) => [formula, title, cases.join('; '), String(values), error === null ? '' : percentText(error), verdict(pass)]),
  );
}

function verdict(pass: boolean): string {
  return pass ? 'yes' : '**NO**';
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits).replace('-', '−');
}

function list(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${heading}`, '', ...lines.map((line) => `- ${line}`)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map(tableLine);
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function count(n: number, noun: string): string {
  return `${numberText(n, 6)} ${noun}${n === 1 ? '' : 's'}`;
}

/** In one line, for a terminal: what is not right, or that all is. */
export function validationVerdict({ formulas, values, failures, pass, familyError }: Validation): string {
  const compared = `${count(formulas.length, 'formula')}, ${count(values.length, 'value')}`;
  if (pass) return `passed: ${compared} agree with simulation at a family-wise error of ${percentText(familyError)}`;
  return [`failed: ${count(failures.length, 'test')} of ${compared}`, ...failures.map((failure) => `  ${failure}`)].join('\n');
}
