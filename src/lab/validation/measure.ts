/** Runs a scenario under many seeds and says, for every value that theory predicts, where each seed's estimate lies. */
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import { experiment, type Replicator } from '../experiment.ts';
import type { Samples } from '../observe.ts';
import type { Scenario } from '../../scenario.ts';
import { joinTallies } from '../../stats/recording.ts';
import { fractionAbove } from '../../stats/sketch.ts';
import type { Oracle } from '../../theory/finding.ts';
import { type Claim, claimsOf, LEVEL, type Scored, scored } from './scored.ts';

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

/** What makes a simulator wrong on purpose. */
export interface Defect {
  /** The replication whose random numbers another one uses. */
  readonly replicationOf?: (index: number) => number;
}

export interface ScoreOptions extends Defect {
  /** See Sketch. */
  readonly within?: number;
}

/** The scores of every value that theory predicts; `simulated` may differ from the scenario that theory was asked about. */
export async function score(simulated: Scenario, { findings }: Oracle, effort: Effort, { replicationOf = (index) => index, within }: ScoreOptions = {}): Promise<readonly Scored[]> {
  const { seeds, replications, jobs } = effort;
  const warmup = effort.warmup ?? Math.ceil(jobs / 5);
  const cut = warmup > 0 ? 1 : 0;
  const wanted = wantedOf(findings, within).filter((one) => isWithinReach(one, effort) && (one.scope === 'overall' || MEASURED_APART.test(`${one.scope} ${one.key}`)));
  const tails = tailsOf(findings).filter(({ claim }) => isWithinReach(claim, effort));
  const found: number[][][] = [...wanted, ...tails].map(() => []);
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
    for (const [i, claim] of wanted.entries()) found[i].push(samples.map(measuredAs(claim)).filter((value) => value !== undefined));
    for (const i of tails.keys()) found[wanted.length + i].push(beyond.map((fractions) => fractions[i]));
  }
  return [...wanted, ...tails.map(({ claim }) => claim)].map((claim, i) => scored(claim, found[i]));
}

/** What is measured of a class and of a node; everything is measured overall. */
const MEASURED_APART = /^class \S+ (?!queue|utilisation)|^node \d+ (response|number|queue|utilisation|throughput|loss)$/;

/**
 * Every claim that is measured, but for percentiles of a wait that most jobs do not have: their estimates are 0 or next to
 * it, and no normal variates.
 */
function wantedOf(findings: Oracle['findings'], within?: number): readonly Claim[] {
  const claims = findings.flatMap(({ formula, scope, prediction }) =>
    claimsOf(formula, scope, prediction, within).filter(({ key, theory }) => !(key.startsWith('waiting.p') && theory < prediction.values['waiting'] / 2)),
  );
  // A rough formula repeats some values that are exact, such as the throughput: those are held to be exact.
  const exact = new Set(claims.filter(({ kind }) => kind === 'exact').map(({ scope, key }) => `${scope} ${key}`));
  return claims.filter(({ kind, scope, key }) => kind === 'exact' || kind === 'bound' || !exact.has(`${scope} ${key}`));
}

function measuredAs({ scope, key }: Claim): (samples: Samples) => number | undefined {
  const dot = key.indexOf('.');
  const [metric, statistic] = dot < 0 ? [key, 'mean'] : [key.slice(0, dot), key.slice(dot + 1)];
  const [kind, which] = scope.split(' ');
  return ({ overall, classes, nodes }) => {
    const sample = kind === 'overall' ? overall : kind === 'node' ? nodes[Number(which)] : classes[Number(which)];
    return sample?.[metric]?.[statistic];
  };
}

/** Points on an exact tail: where theory puts the median, P90, P99 and P99.9. */
function tailsOf(findings: Oracle['findings']): readonly { readonly claim: Claim; readonly time: number }[] {
  const known = findings.find(({ scope, formula, prediction }) => scope === 'overall' && formula.kind === 'exact' && prediction.responseTail);
  if (!known) return [];
  const { formula, prediction: { values, responseTail } } = known;
  return ['p50', 'p90', 'p99', 'p99.9'].filter((level) => `response.${level}` in values).map((level) => {
    const time = values[`response.${level}`];
    return { time, claim: { formula: formula.name, kind: formula.kind, scope: 'overall', key: `P[T > ${level}]`, theory: responseTail!(time) } };
  });
}

function fractionBeyond({ recording }: Replicate, cut: number, time: number): number {
  const { sketch } = joinTallies(recording.sections.slice(cut).flatMap(({ classes }) => classes.map(({ response }) => response)));
  return fractionAbove(sketch, time);
}
