import type { SamplePath } from '../case.ts';
import { timesOf, total } from './times.ts';

/** One slot under fcfs; whoever thinks of coming, at rate λ, comes with probability 1/(n+1) where n are there. */
export const discouragedPath: SamplePath<{ readonly lambda: number; readonly mu: number }> = ({ lambda, mu }, { length, stream }) => {
  const [arrivals, whether, sizes] = [stream('arrivals'), stream('whether'), stream('sizes')];
  /** When the jobs that are still there will be done, first first. */
  let done: number[] = [];
  const [responses, waits]: [number[], number[]] = [[], []];
  const warmup = Math.ceil(length / 5);
  let [now, since] = [0, 0];
  while (responses.length < warmup + length) {
    now += arrivals.exponential() / lambda;
    done = done.filter((time) => time > now);
    if (whether.uniform() * (done.length + 1) >= 1) continue;
    if (responses.length === warmup) since = now;
    const start = done.length > 0 ? done[done.length - 1] : now;
    const end = start + sizes.exponential() / mu;
    done.push(end);
    waits.push(start - now);
    responses.push(end - now);
  }
  const [served, waited] = [responses.slice(warmup), waits.slice(warmup)];
  const [stayed, stood] = [total(served), total(waited)];
  const time = now - since;
  return {
    ...timesOf('response', served),
    ...timesOf('waiting', waited),
    'P[wait]': waited.filter((wait) => wait > 0).length / length,
    throughput: length / time,
    number: stayed / time,
    queue: stood / time,
    utilisation: (stayed - stood) / time,
  };
};
