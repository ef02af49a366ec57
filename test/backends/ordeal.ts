/** Runs in which much goes wrong, and the account of what became of every task. */
import { resolve } from 'node:path';
import type { DeadLetter, TaskResult } from '../../src/backends/real/calls.ts';
import type { Executed } from '../../src/backends/real/execute.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Faults, Scenario } from '../../src/scenario.ts';
import { dispatchBy, scenarioOf } from '../contract/scenarios.ts';
import { execute, processes } from './crews.ts';

/** Milliseconds. */
const [MEAN, TIMEOUT] = [10, 500];
const [NODES, SLOTS, LOAD] = [4, 2, 0.15];
const UP_AT_LEAST = 0.1;

export interface Ordeal {
  readonly tasks: number;
  /** Names the random streams. */
  readonly seed: string;
  /** Of a try. */
  readonly throws: number;
  readonly hangs: number;
  /** Mean time between two workers killed with kill -9, milliseconds. */
  readonly kill: number;
  /** Whether tasks sleep and have their failures injected, or are calls of a function that fails of itself. */
  readonly work: 'sleep' | 'call';
}

export interface Survived {
  readonly submitted: number;
  readonly results: number;
  readonly deadLetters: number;
  /** Jobs that ended more than once, and jobs of which nothing was heard. */
  readonly twice: number;
  readonly missing: number;
  readonly kills: number;
  /** Messages of dead letters. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly account: Executed['account'];
  readonly milliseconds: number;
}

/** So many tasks by processes, some of which are killed at random all the while. */
export async function ordeal({ tasks, seed, throws, hangs, kill, work }: Ordeal): Promise<Survived> {
  const ends = new Map<number, number>();
  const end = (job: number) => void ends.set(job, (ends.get(job) ?? 0) + 1);
  const results: TaskResult[] = [];
  const letters: DeadLetter[] = [];
  let kills = 0;
  let timer: NodeJS.Timeout | undefined;
  const chance = stream(`${seed}/kills`);
  const start = process.hrtime.bigint();
  const { account } = await execute(
    scenario(tasks, seed, work === 'sleep' ? { failure: { probability: throws, at: 'anywhere' }, hang: hangs } : undefined),
    0,
    async (...terms) => {
      const crew = await processes(...terms);
      const strike = () => {
        timer = setTimeout(() => {
          const { working } = crew;
          if (working.length > 0) {
            process.kill(working[chance.integer(working.length)], 'SIGKILL');
            kills++;
          }
          strike();
        }, kill * Math.max(UP_AT_LEAST, chance.exponential()));
      };
      strike();
      return crew;
    },
    {
      task: 'sleep',
      unit: 1,
      ...(work === 'call' && { callings: [{ module: resolve(import.meta.dirname, 'unsteady.ts'), name: 'unsteady', argument: ({ id }) => ({ job: id, mean: MEAN, throws, hangs }) }] }),
      onResult: (result) => {
        results.push(result);
        end(result.job);
      },
      onDeadLetter: (letter) => {
        letters.push(letter);
        end(letter.job);
      },
    },
  ).finally(() => clearTimeout(timer));
  const reasons: Record<string, number> = {};
  for (const { reason } of letters) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    submitted: account.arrived,
    results: results.length,
    deadLetters: letters.length,
    twice: [...ends.values()].filter((times) => times > 1).length,
    missing: Array.from({ length: account.arrived }, (_, job) => job).filter((job) => !ends.has(job)).length,
    kills,
    reasons,
    account,
    milliseconds: Number(process.hrtime.bigint() - start) / 1e6,
  };
}

/** Times and sizes of all tasks are set beforehand, so that the run ends when every one of them has. */
function scenario(tasks: number, seed: string, faults: Faults | undefined): Scenario {
  const chance = stream(`${seed}/tasks`);
  const gap = MEAN / (NODES * SLOTS * LOAD);
  let time = 0;
  const times = Float64Array.from({ length: tasks }, () => (time += gap * chance.exponential()));
  return scenarioOf({
    sources: [{ name: 'tasks', class: 0, process: { name: 'recorded', mechanism: 'recorded', rate: 1 / gap, times }, size: exponential.create({ mean: MEAN }) }],
    nodes: Array.from({ length: NODES }, () => ({ slots: SLOTS })),
    dispatch: dispatchBy(jsq),
    jobs: tasks,
    ...(faults && { faults }),
    recovery: { timeout: TIMEOUT, retry: { limit: 2, backoff: { first: 5, factor: 2, atMost: 100, jitter: 'full' } }, sizes: 'same' },
  });
}
