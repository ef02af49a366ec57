/** What a real run does of the user's own: calls of his functions, and what he is given of their results. */
import { dirname, resolve } from 'node:path';
import type { Calling, DeadLetter, Listening, TaskResult, Unfinished } from '../lab/execution/run-real.ts';
import { measuredSizes } from '../lab/calls/sizes.ts';
import { readDocument } from '../lab/scenario/document.ts';
import type { ExecutionPlan } from '../lab/scenario/execution.ts';
import { ScenarioError } from '../lab/scenario/faults.ts';
import type { LoadedScenario } from '../lab/scenario/load-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { ResultsFile } from './results-file.ts';
import type { FromFile } from './scenario-file.ts';

/** What workers call, by class; modules stand beside the file. */
export function callingsOf({ calls }: ExecutionPlan, file: string): readonly (Calling | undefined)[] {
  return calls.map((call) => call && { module: resolve(dirname(file), call.module), name: call.function, argument: call.argument });
}

/** A function that cannot be had is a fault of the file, which is told with its place. */
export function asFault(error: unknown, { calls }: ExecutionPlan, { loaded, parcel }: FromFile): unknown {
  if (!(error instanceof Error && error.name === 'FunctionFault')) return error;
  const { file, text, overrides } = parcel;
  const at = calls.findIndex((call) => call && error.message.startsWith(`${resolve(dirname(file), call.module)} `));
  const call = calls[at];
  if (!call) return error;
  const { data, locate } = readDocument(file, text, overrides);
  const own = (data as { readonly execution?: { readonly calls?: Readonly<Record<string, unknown>> } }).execution?.calls;
  const { name } = loaded.scenario.classes[at];
  const path = own && Object.hasOwn(own, name) ? ['calls', name] : ['task'];
  const message = error.message.slice(resolve(dirname(file), call.module).length + 1);
  const key = /^(exports|has) /.test(message) ? 'function' : 'module';
  return new ScenarioError(file, [locate({ path: ['execution', ...path, 'call', key], message: `${call.module} ${message}` })]);
}

/** Hears what becomes of every job: keeps results, dead letters and what calls were measured to be. */
export class Outcomes {
  readonly listening: Pick<Listening, 'onResult' | 'onDeadLetter' | 'onUnfinished'>;
  private readonly file: ResultsFile | undefined;
  private readonly sizes = new Map<number, number[]>();
  private letters = 0;
  private first: DeadLetter | undefined;

  /** `results`: path of the file of results, if one is wanted. */
  constructor({ classes, sources, pool }: Scenario, calls: ExecutionPlan['calls'], results: string | undefined) {
    this.file = results === undefined ? undefined : new ResultsFile(results);
    const indexOf = new Map(sources.map((source, index) => [source.class, index]));
    const ofTask = ({ job, class: jobClass, ...rest }: TaskResult | DeadLetter | Unfinished, run: number) => ({ run, job, class: classes[jobClass].name, ...rest });
    const measure = ({ class: jobClass, node, worked }: TaskResult) => {
      const index = indexOf.get(jobClass);
      if (calls[jobClass] === undefined || index === undefined) return;
      const known = this.sizes.get(index) ?? [];
      known.push(worked * pool.nodes[node].speed);
      this.sizes.set(index, known);
    };
    this.listening = {
      ...((this.file || calls.length > 0) && {
        onResult: (result, run) => {
          measure(result);
          this.file?.add(ofTask(result, run));
        },
      }),
      onDeadLetter: (letter, run) => {
        this.letters++;
        this.first ??= letter;
        this.file?.add(ofTask(letter, run));
      },
      ...(this.file && { onUnfinished: (unfinished, run) => this.file!.add({ ...ofTask(unfinished, run), unfinished: true }) }),
    };
  }

  /** The scenario with the sizes that calls were measured to have, as if they had been known. */
  measured({ reload }: Pick<FromFile, 'reload'>): LoadedScenario {
    const changes = measuredSizes(this.sizes);
    try {
      return reload(changes);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      // Nobody could know that the nodes would not keep up.
      return reload([...changes, { path: ['run', 'overload'], value: 'allow' }]);
    }
  }

  keep(): void {
    this.file?.keep();
  }

  drop(): void {
    this.file?.drop();
  }

  /** What is to be said of jobs that were given up; undefined where there are none. */
  get lament(): string | undefined {
    if (!this.first) return undefined;
    const { job, reason, message } = this.first;
    const jobs = this.letters === 1 ? '1 job was' : `${this.letters} jobs were`;
    return `${jobs} given up, the first of them job ${job}: ${message ?? reason}`;
  }
}
