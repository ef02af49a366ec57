import type { SamplePath } from '../case.ts';
import { timesOf, total } from './times.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly most: number;
  readonly late: 'wait' | 'join';
}

/** A server that takes up to `most` jobs at once; those that come late wait, or join while there is room. */
export const bulkServicePath: SamplePath<Params> = ({ lambda, mu, most, late }, { length, stream }) => {
  const [gaps, turns] = [stream('arrivals'), stream('turns')];
  const warmup = Math.ceil(length / 5);
  const [responses, waits]: [number[], number[]] = [[], []];
  /** When those in service came, and those that wait. */
  let [inService, waiting]: [number[], number[]] = [[], []];
  let [arrival, end, now, since, busy, started] = [gaps.exponential() / lambda, Infinity, 0, 0, 0, 0];
  while (responses.length < warmup + length) {
    const next = Math.min(arrival, end);
    if (responses.length >= warmup && inService.length > 0) busy += next - now;
    now = next;
    if (now === arrival) {
      arrival = now + gaps.exponential() / lambda;
      const joins = late === 'join' && inService.length > 0 && inService.length < most;
      (joins ? inService : waiting).push(now);
      if (joins) waits.push(0);
    } else {
      for (const came of inService) responses.push(now - came);
      if (responses.length < warmup) since = now;
      [inService, end] = [[], Infinity];
    }
    if (inService.length > 0 || waiting.length === 0) continue;
    [inService, waiting] = [waiting.slice(0, most), waiting.slice(most)];
    for (const came of inService) waits.push(now - came);
    end = now + turns.exponential() / mu;
    if (responses.length >= warmup) started++;
  }
  const [served, waited] = [responses.slice(warmup), waits.slice(warmup, responses.length)];
  const time = now - since;
  return {
    ...timesOf('response', served),
    ...timesOf('waiting', waited),
    'P[wait]': waited.filter((wait) => wait > 0).length / waited.length,
    throughput: served.length / time,
    number: total(served) / time,
    queue: total(waited) / time,
    utilisation: busy / time,
    'jobs in a turn': served.length / started,
    'fill of a turn': served.length / started / most,
    'jobs in service': (total(served) - total(waited)) / time,
  };
};
