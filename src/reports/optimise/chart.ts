import type { TopLevelSpec } from 'vega-lite';
import type { Candidate, Optimisation } from '../../optimisation.ts';
import { interval } from '../charts/interval.ts';
import { diamonds, DIAMONDS, evenly } from '../charts/theory.ts';
import { cut, wrap } from '../columns.ts';
import { numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { unitOf } from '../rows.ts';
import { axisOver, channel } from '../study/axis.ts';
import { chart, colours, ROOM, type Layer } from '../theme.ts';

const WIDTH = ROOM - 84;
const HEIGHT = 240;
/** Candidates that are farther off than this many times the range round the boundary would press all else flat. */
const FAR = 4;
/** Characters of a line that fit beside a panel, and lines. */
const LONGEST = 30;
const LINES = 3;

/** Objective and constraints along the variable, each with its intervals; undefined where there is not one variable of numbers. */
export function optimisationChart(result: Optimisation): TopLevelSpec | undefined {
  const { over, minimise } = result.problem;
  const run = result.candidates.filter(({ replications }) => replications > 0);
  if (over.length !== 1 || run.length < 2 || run.some(({ values }) => typeof values[over[0].name] !== 'number')) return undefined;
  const { name } = over[0];
  const at = (candidate: Candidate) => candidate.values[name] as number;
  const answer = result.answer ? at(result.answer) : undefined;
  const rows = (of: (candidate: Candidate) => Valued) => run.flatMap((candidate) => rowOf(at(candidate), candidate, of(candidate)));
  const panels = [
    { title: withUnit(minimise, result), rows: rows(({ objective }) => objective), boundary: false },
    ...run[0].constraints.map(({ difference }, i) => ({ title: plain(difference), rows: rows(({ constraints }) => constraints[i]), boundary: true })),
  ].filter((panel) => panel.rows.length > 1);
  // What lies beyond the frame in all panels needs no room along the variable either.
  const within = panels.flatMap(({ rows: own, boundary }) => inWindow(own, windowOf(own, boundary)).map((row) => row.x));
  const x = { ...channel(axisOver(within, { padding: 0.03 }), plain(name)), field: 'x' } as const;
  return {
    ...chart(cut(`The objective${result.problem.subjectTo.length > 0 ? ' and its constraints' : ''} against ${plain(name)}`, 70), subtitle(result, panels.flatMap((panel) => panel.rows))),
    vconcat: panels.map(({ title, rows: own, boundary }) => ({ width: WIDTH, height: HEIGHT, layer: layers(own, axisTitle(title), boundary, x, answer) })),
  } as TopLevelSpec;
}

/** What is asked, what the marks are, and what they say. */
function subtitle({ name, problem, answer }: Optimisation, rows: readonly Row[]): string[] {
  const { minimise, subjectTo, where, confidence } = problem;
  const constants = Object.entries(where).map(([constant, value]) => `${plain(constant)} = ${numberText(value, 12)}`).join(', ');
  const words = answer ? `dashed: the answer, ${plain(answer.name)}` : 'no candidate was proven feasible';
  const intervals = `dots are simulated, bars are ${percentText(confidence)} intervals`;
  return [
    ...evenly(`${cut(plain(name), 50)}: minimise ${plain(minimise)}${subjectTo.length > 0 ? ` subject to ${subjectTo.map(plain).join(', ')}` : ''}${constants === '' ? '' : `, where ${constants}`}`),
    ...evenly(`${words}; ${intervals}${subjectTo.length > 0 ? ', those of constraints together; a constraint holds where its difference is 0 or less' : ''}`),
    ...(['exact', 'near'] as const).filter((kind) => rows.some(({ theory }) => theory?.exact === (kind === 'exact'))).map((kind) => DIAMONDS[kind]),
  ];
}

/** An expression that is one metric has the unit of that; one that adds or multiplies has that which its constants give it. */
function withUnit(expression: string, { unit }: Optimisation): string {
  const [metric, statistic = 'mean'] = expression.trim().split(/\.(.*)/s);
  const own = unitOf(metric, statistic, unit);
  return own === '' ? plain(expression) : `${plain(expression)}, ${cut(own, 12)}`;
}

/** In lines that fit beside the panel. */
function axisTitle(text: string): string[] {
  const lines = wrap(text, LONGEST).length;
  return lines > LINES ? ['objective'] : wrap(text, Math.min(LONGEST, Math.ceil(text.length / lines) + 4));
}

type Valued = Pick<Candidate['constraints'][number], 'exact' | 'estimate' | 'theory'>;

interface Row {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly state: string;
  readonly theory?: { readonly value: number; readonly exact: boolean };
}

/** Where no metric is in it, a value is known without simulation, and theory says no more. */
function rowOf(x: number, { state }: Candidate, { exact, estimate, theory }: Valued): Row[] {
  if (!estimate) return typeof exact === 'number' ? [{ x, mean: exact, low: exact, high: exact, state }] : [];
  const { mean, low, high } = interval(estimate);
  return [{ x, mean, low, high, state, ...(typeof theory?.value === 'number' && { theory: { value: theory.value, exact: theory.kind === 'exact' } }) }];
}

function layers(rows: readonly Row[], title: readonly string[], boundary: boolean, x: object, answer: number | undefined): Layer[] {
  const [floor, ceiling] = windowOf(rows, boundary);
  const y = { ...channel({ type: 'linear', domain: [floor, ceiling] }, ''), title: [...title] };
  const kept = inWindow(rows, [floor, ceiling]).map((row) => ({ ...row, low: Math.max(floor, row.low), high: Math.min(ceiling, row.high) }));
  const state = { field: 'state', type: 'nominal' } as const;
  const domain = ['feasible', 'infeasible', 'undecided'].filter((one) => rows.some((row) => row.state === one));
  const looks = { feasible: [colours.simulated, 'circle'], infeasible: [colours.infeasible, 'square'], undecided: [colours.quiet, 'triangle-up'] } as Record<string, [string, string]>;
  const legend = domain.length > 1 ? {} : { legend: null };
  const color = { ...state, ...legend, scale: { domain, range: domain.map((one) => looks[one][0]) } };
  const shape = { ...state, ...legend, scale: { domain, range: domain.map((one) => looks[one][1]) } };
  const data = { values: kept.map(({ x: place, mean, low, high, state: own }) => ({ x: place, mean, low, high, state: own })) };
  const expected = kept.flatMap(({ x: place, theory }) => (theory && theory.value >= floor && theory.value <= ceiling ? [{ x: place, value: theory.value, exact: theory.exact }] : []));
  const layered = [
    ...(boundary ? [{ data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5 }, encoding: { y: { ...y, field: 'zero' } } }] : []),
    ...(answer === undefined
      ? []
      : [
          { data: { values: [{ x: answer }] }, mark: { type: 'rule', color: colours.quiet, strokeDash: [5, 4], strokeWidth: 1.5 }, encoding: { x } },
          { data: { values: [{ x: answer, text: numberText(answer, 6) }] }, mark: { type: 'text', baseline: 'bottom', dy: -4, fontWeight: 'bold' }, encoding: { x, y: { value: 0 }, text: { field: 'text' } } },
        ]),
    // Behind the dots, which are smaller: a diamond beside its place would be at another number.
    ...diamonds(expected, { x, y: { ...y, field: 'value' } }, { size: 190 }),
    { data, mark: { type: 'rule', strokeWidth: 2, opacity: 0.7 }, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
    { data, mark: { type: 'point', filled: true, opacity: 1, size: 70 }, encoding: { x, y: { ...y, field: 'mean' }, color, shape } },
  ];
  return layered as Layer[];
}

function inWindow(rows: readonly Row[], [floor, ceiling]: readonly [number, number]): readonly Row[] {
  return rows.filter(({ mean }) => mean >= floor && mean <= ceiling);
}

/** What of the ordinate is shown: round the boundary, or round the least; the rest lies beyond the frame. */
function windowOf(rows: readonly Row[], boundary: boolean): [number, number] {
  const means = rows.map(({ mean }) => mean).toSorted((a, b) => a - b);
  const low = Math.min(...rows.map((row) => row.low));
  const high = Math.max(...rows.map((row) => row.high));
  const reach = boundary ? Math.max(...rows.filter(({ state }) => state === 'feasible').map(({ mean }) => Math.abs(mean)), Math.abs(means[0])) : means[Math.floor(means.length / 2)] - means[0];
  const top = reach > 0 ? Math.min(high, (boundary ? 0 : means[0]) + FAR * reach) : high;
  const margin = 0.06 * (top - low) || 1;
  return [low - margin, Math.max(top, boundary ? 0 : top) + margin];
}
