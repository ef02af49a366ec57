/** What was found by optimising, as plain text for a terminal, at most 100 columns wide. */
import type { Candidate, Optimisation } from '../../optimisation.ts';
import { columnLines, cut, WIDTH, wrap } from '../columns.ts';
import { estimateCells } from '../estimates.ts';
import { numberText } from '../number.ts';
import { plain } from '../plain.ts';

/** The answer with its neighbours, and what is proven of it; lines end in \n, no colour codes. */
export function optimisationTable(result: Optimisation): string {
  const sections = [heading(result), shown(result), claims(result)];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading({ name, about, seed, schedlab, problem }: Optimisation): string[] {
  const constants = Object.entries(problem.where).map(([constant, value]) => `${plain(constant)} = ${numberText(value, 12)}`).join(', ');
  const facts = [
    plain(name) + (about ? `: ${plain(about)}` : ''),
    `minimise ${plain(problem.minimise)}${problem.subjectTo.length > 0 ? ` subject to ${problem.subjectTo.map(plain).join(', ')}` : ''}`,
    ...(constants === '' ? [] : [`where ${constants}`]),
    ...problem.over.map((variable) => `over ${plain(variable.name)} = ${rangeText(variable)} (${plain(variable.path)})`),
    `seed ${plain(seed)}, schedlab ${plain(schedlab)}`,
  ];
  return facts.flatMap((fact) => wrap(fact, WIDTH, '  '));
}

function rangeText({ kind, choices, from, to, step, assume }: Optimisation['problem']['over'][number]): string {
  const range = kind === 'choice' ? choices!.map(plain).join(', ') : `${numberText(Number(from), 12)} … ${numberText(Number(to), 12)}${kind === 'real' ? ` in steps of ${numberText(step!)}` : ''}`;
  return range + (assume ? `, assuming that ${assume.replaceAll('-', ' ')}` : '');
}

interface Row {
  readonly candidate: Candidate;
  readonly answer: boolean;
  readonly difference?: Optimisation['neighbours'][number]['difference'];
}

/** Where there is no answer, so many of those that were run. */
const MOST_WITHOUT = 12;

/** The answer among its neighbours, in the order of their values. */
function rowsOf({ answer, neighbours, candidates, problem }: Optimisation): readonly Row[] {
  if (!answer) return candidates.filter(({ replications }) => replications > 0).slice(-MOST_WITHOUT).map((candidate) => ({ candidate, answer: false }));
  const { kind, name } = problem.over[0];
  const value = ({ candidate }: Row) => (problem.over.length === 1 && kind !== 'choice' ? Number(candidate.values[name]) : 0);
  const rows = [{ candidate: answer, answer: true }, ...neighbours.map(({ candidate, difference }) => ({ candidate, answer: false, difference }))];
  return rows.toSorted((a, b) => value(a) - value(b));
}

/** A line for each candidate, and below it one for each constraint. */
interface Line {
  readonly mark: string;
  readonly name: string;
  readonly state: string;
  readonly value: Pick<Candidate['constraints'][number], 'exact' | 'estimate' | 'theory'>;
  readonly difference?: Row['difference'];
  readonly replications: string;
}

function linesOf({ candidate, answer, difference }: Row): Line[] {
  const { name, load, state, objective, constraints, replications } = candidate;
  return [
    { mark: answer ? '→' : '', name: plain(name), state: load === undefined ? (constraints.length > 0 ? state : '') : `load ${numberText(load, 3)}`, value: objective, difference, replications: numberText(replications, 9) },
    ...constraints.map((constraint): Line => ({ mark: '', name: `  ${plain(constraint.difference)}`, state: load === undefined ? constraint.verdict : '', value: constraint, replications: '' })),
  ];
}

function shown(result: Optimisation): string[] {
  const lines = rowsOf(result).flatMap(linesOf);
  if (lines.length === 0) return [];
  const of = <T>(cell: (line: Line) => T) => lines.map(cell);
  const estimates = estimateCells(of(({ value }) => value.estimate));
  return columnLines([
    { title: '', align: 'left', cells: of(({ mark }) => mark) },
    { title: cut(plain(result.problem.minimise), 36), align: 'left', cells: of(({ name }) => cut(name, 36)) },
    { title: '', align: 'left', cells: of(({ state }) => state) },
    { title: 'simulated', align: 'left', cells: of(({ value }) => exactText(value.exact)).map((exact, i) => exact || estimates[i]) },
    { title: 'theory', align: 'point', cells: of(({ value }) => theoryText(value.theory)) },
    { title: 'above the answer', align: 'left', cells: estimateCells(of(({ difference }) => difference)) },
    { title: 'replications', align: 'right', cells: of(({ replications }) => replications) },
  ]);
}

function exactText(exact: number | null | undefined): string {
  return typeof exact === 'number' ? numberText(exact, 6) : '';
}

function theoryText(theory: Candidate['objective']['theory']): string {
  return theory ? `${theory.kind === 'exact' ? '' : '≈ '}${numberText(Number(theory.value), 4)}` : '';
}

function claims({ claim, theory, answer, spent, problem }: Optimisation): string[] {
  const said = answer?.objective.theory?.value ?? answer?.objective.exact;
  const other = typeof said === 'number' ? `the answer is of ${numberText(said, 6)}` : 'another';
  const found = theory && `theory alone says ${plain(theory.name)}, of ${numberText(theory.objective, 6)}${theory.kind === 'exact' ? '' : ` (${theory.kind})`}: ${theory.same ? 'the same' : other}`;
  return [
    ...claim.map(plain),
    ...(found ? [found] : []),
    `spent: ${numberText(spent.replications, 9)} replications on ${spent.candidates} of ${numberText(problem.candidates, 12)} candidates, ${numberText(spent.jobs, 12)} jobs${spent.interrupted ? '; stopped early' : ''}`,
  ].flatMap((line) => wrap(line, WIDTH, '  '));
}
