import type { Distribution, Source, Stream } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { JobTable } from './jobs.ts';

/** Draws from one distribution and one stream. */
type Draw = () => number;

interface ClassTraits {
  readonly estimate: Draw | undefined;
  readonly deadline: Draw | undefined;
  readonly key: Draw | undefined;
  readonly size: Draw | undefined;
}

/**
 * What jobs have besides size and class: the estimate of the size, the deadline, the key; each drawn from a stream of its
 * own (`estimates/web`, `deadlines/web`, `keys/web`), as are sizes that are drawn again (`redraws/web`), so that jobs are the same whoever looks.
 */
export class Traits {
  readonly estimated: boolean;
  readonly deadlines: boolean;
  /** Whether there is anything to draw. */
  readonly any: boolean;
  private readonly jobs: JobTable;
  private readonly byClass: readonly ClassTraits[];

  constructor({ classes, sources, pool: { faults } }: Scenario, jobs: JobTable, stream: (name: string) => Stream) {
    const draw = (purpose: string, { name }: Source, distribution: Distribution | undefined): Draw | undefined => {
      if (!distribution) return undefined;
      const chance = stream(`${purpose}/${name}`);
      return () => distribution.sample(chance);
    };
    this.jobs = jobs;
    // A policy does not foresee that a try takes more or less than its task.
    const unforeseen = faults !== undefined && (faults.hang !== undefined || faults.straggler !== undefined || faults.failure?.at === 'anywhere');
    this.estimated = unforeseen || sources.some(({ estimate }) => estimate);
    this.deadlines = sources.some(({ deadline }) => deadline);
    this.any = this.estimated || this.deadlines || sources.some(({ key }) => key);
    const bySource = new Map(
      sources.map((source) => [
        source,
        {
          estimate: draw('estimates', source, source.estimate),
          deadline: draw('deadlines', source, source.deadline),
          key: draw('keys', source, source.key),
          size: draw('redraws', source, source.size),
        },
      ]),
    );
    this.byClass = sourceOfEach(classes.length, sources).map((source) => bySource.get(source)!);
  }

  draw(row: number): void {
    const { jobs } = this;
    const traits = this.byClass[jobs.class[row]];
    if (this.estimated) jobs.estimate[row] = traits.estimate ? jobs.size[row] * traits.estimate() : jobs.size[row];
    if (this.deadlines) jobs.deadline[row] = traits.deadline ? jobs.arrival[row] + traits.deadline() : Infinity;
    if (traits.key) jobs.key[row] = Math.floor(traits.key());
  }

  /** What a further task of a job has: the job's deadline and key, and an estimate of its own. */
  share(first: number, row: number): void {
    const { jobs } = this;
    const { estimate } = this.byClass[jobs.class[row]];
    if (this.estimated) jobs.estimate[row] = estimate ? jobs.size[row] * estimate() : jobs.size[row];
    jobs.deadline[row] = jobs.deadline[first];
    jobs.key[row] = jobs.key[first];
  }

  /** Another size of the class. */
  redraw(jobClass: number): number {
    const { size } = this.byClass[jobClass];
    if (!size) throw new Error('sizes that are recorded cannot be drawn again');
    return size();
  }
}

/** The source of each class: the one named after it, else the first whose record has it. */
function sourceOfEach(classes: number, sources: readonly Source[]): readonly Source[] {
  const ofClass = new Array<Source>(classes).fill(sources[0]);
  for (const source of sources.toReversed()) {
    const recorded = 'classes' in source.process ? source.process.classes : undefined;
    for (const jobClass of recorded ?? []) ofClass[jobClass] = source;
  }
  for (const source of sources.toReversed()) ofClass[source.class] = source;
  return ofClass;
}
