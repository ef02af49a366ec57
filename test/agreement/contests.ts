/** What `schedlab compare` says of policies whose means are known, run as it runs them under one seed after another. */
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { loadStudy, type Study } from '../../src/lab/study/load-study.ts';
import { play, type Runner } from '../../src/lab/study/play.ts';
import { verdictOf } from '../../src/lab/study/verdict.ts';
import { oracle } from '../../src/theory/oracle.ts';

export interface Contest {
  readonly disciplines: readonly string[];
  readonly load: number;
  readonly jobs: number;
  readonly seeds: number;
  /** Replications are added until the differences are this precise, as a fraction of the best. */
  readonly precision?: number;
  /** Default: 10; 1 is one long run, whose batches are paired. */
  readonly replications?: number;
}

export interface Outcome {
  /** On average over the seeds. */
  readonly replications: number;
  /** Seeds under which a winner was named. */
  readonly winners: number;
  /** Seeds under which the intervals of all differences to the leader hold the true ones. */
  readonly covered: number;
  /** Half-width of the first difference relative to the mean of the leader, and the reduction in variance, on average. */
  readonly halfWidth: number;
  readonly reduction: number;
}

/** Mean responses of M/M/1 under these disciplines, ten replications of each to begin with, compared as the program does it. */
export async function contest({ disciplines, load, jobs, seeds, precision, replications = 10 }: Contest): Promise<Outcome> {
  const text = `
name: contest
arrivals: [{ class: job, process: poisson, load: ${load}, size: { exponential: { mean: 1 } } }]
pool: { nodes: 1 }
run: { jobs: ${jobs}, replications: ${replications} }
compare: { discipline: [${disciplines.join(', ')}]${precision === undefined ? '' : `, precision: { relative: ${precision} }`} }
`;
  let truth: readonly number[] | undefined;
  const sums = { replications: 0, winners: 0, covered: 0, halfWidth: 0, reduction: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const study = loadStudy('compare', 'contest', text, { overrides: [{ path: ['seed'], value: `contest/${seed}` }] });
    truth ??= study.cells.map(({ loaded }) => oracle(loaded.scenario).findings[0].prediction.values.response);
    const { points } = await play(study, atOnce(study));
    sums.replications += points[0]!.replications / seeds;
    const names = study.variants.map(({ name }) => name);
    const { leader, winner, against } = verdictOf(points[0]!.samples.map((own) => own.map(({ overall }) => overall.response.mean)), names, 0.95, { sampling: { stopped: precision !== undefined } })!;
    const of = (name: string) => truth![names.indexOf(name)];
    if (winner !== null) sums.winners++;
    if (against.every(({ variant, difference }) => Math.abs(difference.mean - (of(variant) - of(leader))) <= difference.halfWidth!)) sums.covered++;
    sums.halfWidth += against[0].difference.halfWidth! / of(leader) / seeds;
    sums.reduction += against[0].reduction! / seeds;
  }
  return sums;
}

/** Without giving way to the event loop between replications: there is nobody to wait for it. */
export function atOnce(study: Study): Runner {
  return async function* (tasks) {
    for (const task of tasks) yield [task, replicate(study.cells[task.cell].loaded.scenario, task.index)];
  };
}
