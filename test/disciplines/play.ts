/** Short runs of one policy, and of several over the same jobs. */
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { simulate } from '../../src/kernel/simulation.ts';
import type { Distribution, JobClass, Node, Source } from '../../src/model.ts';
import type { Discipline, Policy } from '../../src/policy.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import { renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

export interface Play {
  /** Poisson streams, each a class of its own. */
  readonly streams: readonly { readonly rate: number; readonly size: Distribution; readonly weight?: number; readonly priority?: number }[];
  readonly nodes?: readonly Partial<Node>[];
  readonly jobs: number;
  readonly seed?: string;
}

export interface Done {
  readonly at: number;
  readonly class: number;
  readonly arrival: number;
  readonly response: number;
  readonly size: number;
}

export function by(definition: DisciplineDefinition, params: unknown = {}): Policy<Discipline> {
  return serveBy(definition, definition.params.parse(params));
}

const ignore = () => {};

/** What is done, in order. */
export function play({ streams, nodes, jobs, seed = 'play' }: Play, discipline: Policy<Discipline>): readonly Done[] {
  const done: Done[] = [];
  const classes = streams.map(({ weight = 1, priority = 0 }, k): JobClass => ({ name: `class ${k}`, priority, weight }));
  const sources = streams.map(({ rate, size }, k): Source => {
    const gap = exponential.create({ mean: 1 / rate });
    return renewals(`stream ${k}`, k, gap, size);
  });
  simulate(
    scenarioOf({ seed, classes, sources, jobs, discipline, ...(nodes && { nodes }) }),
    {
      entered: ignore,
      lost: ignore,
      busy: ignore,
      copies: ignore,
      completed: (at, jobClass, _, response, __, size) => done.push({ at, class: jobClass, arrival: at - response, response, size }),
    },
    (name) => stream(`${seed}/0/${name}`),
  );
  return done;
}

export interface Mean {
  readonly mean: number;
  readonly error: number;
}

/** With the standard error. */
export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

/** What is measured in each of several independent runs, a tenth of each being left out as warm-up; the same jobs for every discipline. */
export function measured(what: Play, discipline: Policy<Discipline>, runs: number, measure: (done: readonly Done[]) => number): readonly number[] {
  return Array.from({ length: runs }, (_, run) => {
    const done = play({ ...what, seed: `${what.seed ?? 'play'}/${run}` }, discipline);
    return measure(done.slice(Math.floor(done.length / 10)));
  });
}

export function meanResponse(done: readonly Done[]): number {
  return done.reduce((sum, { response }) => sum + response, 0) / done.length;
}

/** How many standard errors the mean of a is above that of b, which come from the same jobs. */
export function lead(a: readonly number[], b: readonly number[]): number {
  const { mean, error } = meanOf(a.map((value, i) => value - b[i]));
  return mean / error;
}
