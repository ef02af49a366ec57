/** Jobs of one task for every node, one job after the other. */
import type { Stream } from '../../../model.ts';
import type { SamplePath } from '../case.ts';
import { timesOf, total } from './times.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  /** Two unless given. */
  readonly nodes?: number;
}

interface Run {
  readonly length: number;
  readonly stream: (name: string) => Stream;
}

/** No task starts before all tasks of the job before are done. */
export const splitMergePath: SamplePath<Params> = ({ lambda, mu, nodes = 2 }, run) => {
  const tasks = run.stream('tasks');
  let [end, job, work, busy, waits, squares] = [0, -Math.ceil(run.length / 5), 0, 0, 0, 0];
  const { responses, time } = play(lambda, run, (now) => {
    const start = Math.max(end, now);
    let [longest, all] = [0, 0];
    for (let node = 0; node < nodes; node++) {
      const task = tasks.exponential() / mu;
      longest = Math.max(longest, task);
      all += task;
    }
    end = start + longest;
    if (job++ < 0) return end;
    work += all;
    busy += longest;
    waits += start - now;
    squares += (start - now) ** 2;
    return end;
  });
  const { response, 'response.variance': variance } = timesOf('response', responses);
  return {
    response,
    'response.variance': variance,
    waiting: waits / run.length,
    'waiting.variance': squares / run.length - (waits / run.length) ** 2,
    number: total(responses) / time,
    queue: waits / time,
    throughput: run.length / time,
    utilisation: work / nodes / time,
    'P[a job is in service]': busy / time,
  };
};

function play(lambda: number, { length, stream }: Run, done: (now: number) => number): { readonly responses: readonly number[]; readonly time: number } {
  const arrivals = stream('arrivals');
  const responses: number[] = [];
  let [now, since] = [0, 0];
  for (let job = -Math.ceil(length / 5); job < length; job++) {
    if (job === 0) since = now;
    now += arrivals.exponential() / lambda;
    const end = done(now);
    if (job >= 0) responses.push(end - now);
  }
  return { responses, time: now - since };
}
