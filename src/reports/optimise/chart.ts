import type { TopLevelSpec } from 'vega-lite';
import type { Candidate, Optimisation } from '../../optimisation.ts';
import type { Estimate } from '../../model.ts';
import { cut } from '../columns.ts';
import { numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { axisOver, channel } from '../study/axis.ts';
import { chart, colours, ROOM, type Layer } from '../theme.ts';

const WIDTH = ROOM - 84;
const HEIGHT = 240;
/** Candidates that are farther off than this many times the range round the boundary would press all else flat. */
const FAR = 4;
/** Characters of a title that fit beside a panel. */
const LONGEST = 30;

/** Objective and constraints along the variable, each with its intervals; undefined where there is not one variable of numbers. */
export function optimisationChart(result: Optimisation): TopLevelSpec | undefined {
  const { over, minimise } = result.problem;
  const run = result.candidates.filter(({ replications }) => replications > 0);
  if (over.length !== 1 || run.length < 2 || run.some(({ values }) => typeof values[over[0].name] !== 'number')) return undefined;
  const { name } = over[0];
  const at = (candidate: Candidate) => candidate.values[name] as number;
  const answer = result.answer ? at(result.answer) : undefined;
  const rows = (of: (candidate: Candidate) => Estimate | undefined) => run.flatMap((candidate) => rowOf(at(candidate), candidate, of(candidate)));
  const objective = rows(({ objective: { exact, estimate } }) => estimate ?? (typeof exact === 'number' ? { mean: exact, halfWidth: 0, level: 1, samples: 1 } : undefined));
  const panels = [
    { title: plain(minimise).length <= LONGEST ? plain(minimise) : 'objective', rows: objective, boundary: false },
    ...run[0].constraints.map(({ difference }, i) => ({ title: plain(difference), rows: rows(({ constraints }) => constraints[i].estimate), boundary: true })),
  ].filter((panel) => panel.rows.length > 1);
  // What lies beyond the frame in all panels needs no room along the variable either.
  const within = panels.flatMap(({ rows: own, boundary }) => inWindow(own, windowOf(own, boundary)).map((row) => row.x));
  const x = { ...channel(axisOver(within, { padding: 0.03 }), plain(name)), field: 'x' } as const;
  const words = result.answer ? `the answer, ${plain(result.answer.name)}, is marked` : 'no candidate was proven feasible';
  return {
    ...chart(cut(`${plain(minimise)}${result.problem.subjectTo.length > 0 ? ` subject to ${result.problem.subjectTo.map(plain).join(', ')}` : ''}`, 80), [
      cut(`${plain(result.name)}: ${words}; ${result.problem.subjectTo.length > 0 ? `constraints hold below 0, intervals together at ${percentText(result.problem.confidence)}` : `${percentText(result.problem.confidence)} intervals`}`, 116),
    ]),
    vconcat: panels.map(({ title, rows: own, boundary }) => ({ width: WIDTH, height: HEIGHT, layer: layers(own, cut(title, LONGEST), boundary, x, answer) })),
  } as TopLevelSpec;
}

interface Row {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly state: string;
}

function rowOf(x: number, { state }: Candidate, estimate: Estimate | undefined): Row[] {
  if (!estimate) return [];
  const half = estimate.halfWidth ?? 0;
  return [{ x, mean: estimate.mean, low: estimate.mean - half, high: estimate.mean + half, state }];
}

function layers(rows: readonly Row[], title: string, boundary: boolean, x: object, answer: number | undefined): Layer[] {
  const [floor, ceiling] = windowOf(rows, boundary);
  const y = channel({ type: 'linear', domain: [floor, ceiling] }, title);
  const kept = inWindow(rows, [floor, ceiling]).map((row) => ({ ...row, low: Math.max(floor, row.low), high: Math.min(ceiling, row.high) }));
  const state = { field: 'state', type: 'nominal' } as const;
  const domain = ['feasible', 'infeasible', 'undecided'].filter((one) => rows.some((row) => row.state === one));
  const looks = { feasible: [colours.simulated, 'circle'], infeasible: [colours.infeasible, 'square'], undecided: [colours.quiet, 'diamond'] } as Record<string, [string, string]>;
  const legend = domain.length > 1 ? {} : { legend: null };
  const color = { ...state, ...legend, scale: { domain, range: domain.map((one) => looks[one][0]) } };
  const shape = { ...state, ...legend, scale: { domain, range: domain.map((one) => looks[one][1]) } };
  const data = { values: kept };
  const layered = [
    ...(boundary ? [{ data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: colours.text, strokeWidth: 1.5 }, encoding: { y: { ...y, field: 'zero' } } }] : []),
    ...(answer === undefined
      ? []
      : [
          { data: { values: [{ x: answer }] }, mark: { type: 'rule', color: colours.quiet, strokeDash: [5, 4], strokeWidth: 1.5 }, encoding: { x } },
          { data: { values: [{ x: answer, text: numberText(answer, 6) }] }, mark: { type: 'text', baseline: 'bottom', dy: -4, fontWeight: 'bold' }, encoding: { x, y: { value: 0 }, text: { field: 'text' } } },
        ]),
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
