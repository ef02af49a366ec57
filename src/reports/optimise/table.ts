/** What was found by optimising, as plain text for a terminal, at most 100 columns wide. */
import type { Candidate, Optimisation } from '../../optimisation.ts';
import { type Column, columnLines, cut, WIDTH, wrap } from '../columns.ts';
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

function shown(result: Optimisation): string[] {
  const rows = rowsOf(result);
  if (rows.length === 0) return [];
  const of = <T>(cell: (row: Row) => T) => rows.map(cell);
  const constraints = result.problem.subjectTo.flatMap((_, index): Column[] => {
    const own = ({ candidate }: Row) => candidate.constraints[index];
    const cells = estimateCells(of((row) => own(row).estimate));
    return [
      { title: cut(plain(rows[0].candidate.constraints[index].difference), 30), align: 'left', cells: of((row) => own(row).exact ?? undefined).map((exact, i) => (exact === undefined ? cells[i] : numberText(exact))) },
      { title: 'theory', align: 'point', cells: of((row) => theoryText(own(row).theory)), joined: true },
    ];
  });
  const estimates = estimateCells(of(({ candidate }) => candidate.objective.estimate));
  return columnLines([
    { title: '', align: 'left', cells: of(({ answer }) => (answer ? '→' : '')) },
    { title: 'candidate', align: 'left', cells: of(({ candidate }) => cut(plain(candidate.name), 40)) },
    { title: '', align: 'left', cells: of(({ candidate }) => (candidate.load === undefined ? candidate.state : `no steady state: load ${numberText(candidate.load, 3)}`)) },
    { title: cut(plain(result.problem.minimise), 24), align: 'left', cells: of(({ candidate }) => candidate.objective.exact ?? undefined).map((exact, i) => (exact === undefined ? estimates[i] : numberText(exact, 6))) },
    { title: 'theory', align: 'point', cells: of(({ candidate }) => theoryText(candidate.objective.theory)) },
    { title: 'above the answer', align: 'left', cells: estimateCells(of(({ difference }) => difference)) },
    ...constraints,
    { title: 'replications', align: 'right', cells: of(({ candidate }) => numberText(candidate.replications, 9)) },
  ]);
}

function theoryText(theory: Candidate['objective']['theory']): string {
  return theory ? `${theory.kind === 'exact' ? '' : '≈ '}${numberText(Number(theory.value), 4)}` : '';
}

function claims({ claim, theory, spent, problem }: Optimisation): string[] {
  const found = theory && `theory alone says ${plain(theory.name)}, of ${numberText(theory.objective, 6)}${theory.kind === 'exact' ? '' : ` (${theory.kind})`}: ${theory.same ? 'the same' : 'another'}`;
  return [
    ...claim.map(plain),
    ...(found ? [found] : []),
    `spent: ${numberText(spent.replications, 9)} replications on ${spent.candidates} of ${numberText(problem.candidates, 12)} candidates, ${numberText(spent.jobs, 12)} jobs${spent.interrupted ? '; stopped early' : ''}`,
  ].flatMap((line) => wrap(line, WIDTH, '  '));
}
