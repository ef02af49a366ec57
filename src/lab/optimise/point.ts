import type { Replicate } from '../../backends/simulated/replicate.ts';
import { Reducer } from '../reducer.ts';
import { rareCounts, worthOfJobs } from '../together.ts';
import type { Override } from '../scenario/document.ts';
import type { Loaded } from './load-point.ts';
import { type Judged, judge, replicationsAt, shareUnseen } from './looks.ts';
import { isShare, type MetricName, sampled } from './metric-names.ts';
import type { Problem } from './problem.ts';
import type { Place } from './variables.ts';

export type State = 'feasible' | 'infeasible' | 'undecided';

/** One candidate: what it sets, and what its replications have told. */
export class Point {
  /** In the order in which candidates were come to. */
  readonly id: number;
  readonly place: Place;
  readonly values: Readonly<Record<string, unknown>>;
  readonly changes: readonly Override[];
  readonly scene: Loaded;
  /** The objective by replication; empty where it is known exactly. */
  readonly objective: number[] = [];
  /** By constraint; of those that are known exactly, the value. */
  readonly constraints: readonly (number | number[])[];
  /** By constraint, as of the last look. */
  readonly judged: (Judged | undefined)[];
  looks = 0;
  replications = 0;
  jobs = 0;
  readonly #problem: Problem;
  readonly #error: number;
  /** By metric, over all replications. */
  readonly #sums = new Map<string, number>();
  readonly #early = new Map<number, Replicate>();
  #pilot: Replicate[] = [];
  #reducer: Reducer | undefined;

  /** `error`: the chance of a wrong verdict that each of its constraints is allowed. */
  constructor(problem: Problem, { id, place, values, changes, scene }: Pick<Point, 'id' | 'place' | 'values' | 'changes' | 'scene'>, error: number) {
    [this.id, this.place, this.values, this.changes, this.scene] = [id, place, values, changes, scene];
    this.#problem = problem;
    this.#error = error;
    this.constraints = problem.constraints.map((one) => (one.metrics.length > 0 ? [] : one.evaluate((name) => values[name] as number)));
    this.judged = problem.constraints.map(() => undefined);
  }

  /** Whether it has a steady state; without one it is not run, and is not feasible. */
  get steady(): boolean {
    return this.scene.overload === undefined;
  }

  get state(): State {
    if (!this.steady) return 'infeasible';
    const verdicts = this.constraints.map((one, i) => (typeof one === 'number' ? (one <= 0 ? 'holds' : 'fails') : this.judged[i]?.verdict));
    if (verdicts.includes('fails')) return 'infeasible';
    return verdicts.every((one) => one === 'holds') ? 'feasible' : 'undecided';
  }

  /** How many replications the next look takes. */
  get next(): number {
    return replicationsAt(this.looks + 1, this.#problem.first);
  }

  /** Takes on a replication; those that come early wait for their turn. */
  take(index: number, replicate: Replicate): void {
    this.#early.set(index, replicate);
    for (let ready = this.#early.get(this.replications); ready; ready = this.#early.get(this.replications)) {
      this.#early.delete(this.replications++);
      this.#add(ready);
    }
  }

  /** Looks at the constraints, if there are replications for it. A verdict stands. */
  look(): void {
    if (this.replications < this.next) return;
    const count = this.next;
    this.looks++;
    for (const [i, samples] of this.constraints.entries()) {
      if (typeof samples !== 'number' && !this.judged[i]?.verdict) this.judged[i] = judge(samples.slice(0, count), this.looks, this.#error, this.#unseen(i));
    }
  }

  /** By how much a constraint would be another if shares of jobs that were never seen were as large as they may be. */
  #unseen(index: number): number {
    const constraint = this.#problem.constraints[index];
    const never = new Map(constraint.metrics.filter((metric) => isShare(metric) && this.#sums.get(metric.name) === 0).map((metric) => [metric.name, this.#most(metric)]));
    if (never.size === 0) return 0;
    const means = (name: string) => (this.#sums.has(name) ? this.#sums.get(name)! / this.replications : (this.values[name] as number));
    return Math.abs(constraint.evaluate((name) => never.get(name) ?? means(name)) - constraint.evaluate(means));
  }

  /** How large the share may be, of which nothing was seen. */
  #most({ of, metric, statistic }: MetricName): number {
    const { all: { classes }, response } = this.#reducer!.measurements();
    const counts = rareCounts(of === undefined ? classes : [classes[of]], this.scene.loaded.scenario.thresholds ?? []);
    const worth = worthOfJobs(response.moments, this.#reducer!.samples);
    return Math.min(1, shareUnseen(worth * counts.get(`${metric}.${statistic}`)!.of, this.looks, this.#error));
  }

  /** The warm-up is found from as many replications as the first look has. */
  #add(replicate: Replicate): void {
    const { scenario, plan } = this.scene.loaded;
    this.jobs += replicate.account.completed + replicate.account.lost;
    if (this.#reducer) {
      this.#reducer.add(replicate);
      this.#sample(this.#reducer.samples.length - 1);
      return;
    }
    this.#pilot.push(replicate);
    if (this.#pilot.length < this.#problem.first) return;
    this.#reducer = Reducer.of(scenario, plan, this.#pilot);
    for (const index of this.#pilot.keys()) this.#sample(index);
    this.#pilot = [];
  }

  #sample(index: number): void {
    const samples = this.#reducer!.samples[index];
    const { metrics, objective, constraints } = this.#problem;
    const estimated = new Map(metrics.map((metric) => [metric.name, sampled(metric, samples)]));
    for (const [name, value] of estimated) this.#sums.set(name, value + (this.#sums.get(name) ?? 0));
    const look = (name: string) => estimated.get(name) ?? (this.values[name] as number);
    if (objective.metrics.length > 0) this.objective.push(finite(objective.evaluate(look), objective.text));
    for (const [i, one] of this.constraints.entries()) if (typeof one !== 'number') one.push(finite(constraints[i].evaluate(look), constraints[i].text));
  }
}

function finite(value: number, text: string): number {
  if (Number.isFinite(value)) return value;
  throw new Error(`${text} is not a number in one of the replications: something is divided by 0, or has no logarithm`);
}
