/**
 * Runs a scenario under many seeds and says, for every value that theory predicts, where each seed's estimate lies.
 *
 * One seed gives n replications and from them z = (mean − theory) / standard error. The standard error is estimated from
 * those n, so z is Student-t with n − 1 degrees of freedom; it is mapped to the normal variate of equal rank, so that
 * the scores of many seeds are a standard normal sample if, and only if, simulator, interval and theory are all right.
 */
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import { experiment, type Replicator } from '../experiment.ts';
import type { Samples } from '../observe.ts';
import type { Prediction, Scenario } from '../../model.ts';
import { estimate, standardError } from '../../stats/interval.ts';
import { joinTallies } from '../../stats/recording.ts';
import { fractionAbove } from '../../stats/sketch.ts';
import type { Oracle } from '../../theory/oracle.ts';
import { normalScore } from './normal.ts';

export interface Effort {
  readonly seeds: number;
  readonly replications: number;
  /** Jobs of a replication, behind its warm-up. */
  readonly jobs: number;
  /** Jobs left out at the start; a fifth of `jobs` unless said otherwise. */
  readonly warmup?: number;
  /** Jobs of a replication over the jobs for which the system remembers: what its estimates have to rest on. */
  readonly independent: number;
}

/**
 * What a replication has to rest on, for its estimates to be near enough to normal; below it a value is not compared.
 * Skewness makes z negative on average, and percentiles of few jobs are biased. Measured for M/M/1 at load 0.5 with five
 * replications, the mean score of one seed: on 300, 1200 and 4800 independent stretches −0.12, −0.09 and −0.04 for the
 * mean response, −0.35, −0.20 and −0.09 for its variance, −0.42, −0.17 and −0.05 for P99 (each ± 0.03).
 */
const NEEDS: readonly (readonly [key: RegExp, independent: number])[] = [
  [/p99\.9/, 20_000],
  [/p99|variance/, 3000],
  [/./, 0],
];

/** A count of fewer is too skewed for its mean to be taken for normal. */
const FEWEST_LOSSES = 50;

function isWithinReach({ key, theory }: Pick<Scored, 'key' | 'theory'>, { independent, jobs }: Effort): boolean {
  if (key === 'loss' && theory * jobs < FEWEST_LOSSES) return false;
  return NEEDS.find(([pattern]) => pattern.test(key))![1] <= independent;
}

/** One predicted value under all seeds. */
export interface Scored {
  readonly formula: string;
  readonly scope: string;
  readonly key: string;
  readonly theory: number;
  /** One normal score per seed; empty where the value does not vary, since then it has to be met to rounding. */
  readonly scores: readonly number[];
  /** Mean over all seeds, and its standard error. */
  readonly mean: number;
  readonly error: number;
}

/** What makes a simulator wrong on purpose. */
export interface Defect {
  /** The replication whose random numbers another one uses. */
  readonly replicationOf?: (index: number) => number;
}

/** The scores of every value that theory predicts; `simulated` may differ from the scenario that theory was asked about. */
export async function score(simulated: Scenario, { findings }: Oracle, effort: Effort, { replicationOf = (index) => index }: Defect = {}): Promise<readonly Scored[]> {
  const { seeds, replications, jobs } = effort;
  const warmup = effort.warmup ?? Math.ceil(jobs / 5);
  const cut = warmup > 0 ? 1 : 0;
  const wanted = wantedOf(findings).filter((one) => isWithinReach(one, effort) && (one.scope === 'overall' || MEASURED_APART.test(`${one.scope} ${one.key}`)));
  const points = findings.find(({ scope, prediction }) => scope === 'overall' && prediction.responseTail)?.prediction;
  const tails = (points ? tailsOf(points) : []).filter((one) => isWithinReach(one, effort));
  const found: number[][][] = wanted.concat(tails.map(({ theory }) => ({ formula: '', scope: '', key: '', theory, of: () => undefined }))).map(() => []);
  for (let seed = 0; seed < seeds; seed++) {
    const scenario = { ...simulated, seed: `${simulated.seed}/${seed}`, horizon: { unit: 'jobs' as const, length: jobs + warmup, warmup } };
    const beyond: number[][] = [];
    const replicator: Replicator = async function* (indices) {
      for (const index of indices) {
        const done = replicate(scenario, replicationOf(index));
        beyond.push(tails.map(({ time }) => fractionBeyond(done, cut, time)));
        yield [index, done];
      }
    };
    const plan = { replications, warmup: cut ? ('given' as const) : ('none' as const), confidence: LEVEL };
    const { samples } = await experiment(scenario, plan, { replicator });
    for (const [i, { of }] of wanted.entries()) found[i].push(samples.map(of).filter((value) => value !== undefined));
    for (const i of tails.keys()) found[wanted.length + i].push(beyond.map((fractions) => fractions[i]));
  }
  const formula = findings.find(({ prediction }) => prediction === points)?.formula.name ?? '';
  return [...wanted, ...tails.map(({ key, theory }) => ({ formula, scope: 'overall', key, theory }))].map((one, i) => summary(one, found[i]));
}

/** Of values that do not vary, all of which are 0 or near 1 here. */
export const ROUNDING = 1e-9;

/** Of the intervals, from which only the standard error is taken. */
const LEVEL = 0.95;

/** What is measured of a class and of a node; everything is measured overall. */
const MEASURED_APART = /^class \S+ (?!queue|utilisation)|^node \d+ (response|number|queue|utilisation|throughput|loss)$/;

interface Wanted {
  readonly formula: string;
  readonly scope: string;
  readonly key: string;
  readonly theory: number;
  readonly of: (samples: Samples) => number | undefined;
}

/**
 * Every finite value that is predicted and measured, but for percentiles of a wait that most jobs do not have: their
 * estimates are 0 or next to it, and no normal variates.
 */
function wantedOf(findings: Oracle['findings']): readonly Wanted[] {
  return findings.flatMap(({ formula, scope, prediction }) =>
    Object.entries(prediction.values)
      .filter(([key, theory]) => Number.isFinite(theory) && !(key.startsWith('waiting.p') && theory < prediction.values['waiting'] / 2))
      .map(([key, theory]) => ({ formula: formula.name, scope, key, theory, of: measuredAs(scope, key) })),
  );
}

function measuredAs(scope: string, key: string): Wanted['of'] {
  const dot = key.indexOf('.');
  const [metric, statistic] = dot < 0 ? [key, 'mean'] : [key.slice(0, dot), key.slice(dot + 1)];
  const [kind, which] = scope.split(' ');
  return ({ overall, classes, nodes }) => {
    const sample = kind === 'overall' ? overall : kind === 'node' ? nodes[Number(which)] : classes[Number(which)];
    return sample?.[metric]?.[statistic];
  };
}

/** Points on the tail: where theory puts the median, P90, P99 and P99.9. */
function tailsOf({ values, responseTail }: Prediction): readonly { key: string; time: number; theory: number }[] {
  return ['p50', 'p90', 'p99', 'p99.9'].map((level) => {
    const time = values[`response.${level}`];
    return { key: `P[T > ${level}]`, time, theory: responseTail!(time) };
  });
}

function fractionBeyond({ recording }: Replicate, cut: number, time: number): number {
  const { sketch } = joinTallies(recording.sections.slice(cut).flatMap(({ classes }) => classes.map(({ response }) => response)));
  return fractionAbove(sketch, time);
}

function summary({ formula, scope, key, theory }: Omit<Wanted, 'of'>, bySeed: readonly (readonly number[])[]): Scored {
  const all = estimate(bySeed.flat(), LEVEL);
  if (!all) throw new Error(`${formula} predicts ${key} ${scope}, but it is not measured`);
  const error = standardError(all) ?? NaN;
  const scores = constant(bySeed.flat())
    ? []
    : bySeed.map((values) => {
        const one = estimate(values, LEVEL)!;
        return normalScore((one.mean - theory) / standardError(one)!, values.length - 1);
      });
  return { formula, scope, key, theory, scores, mean: all.mean, error };
}

function constant(values: readonly number[]): boolean {
  return values.every((value) => Math.abs(value - values[0]) <= ROUNDING * Math.max(1, Math.abs(values[0])));
}
