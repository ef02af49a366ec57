import type { Distribution } from '../../../model.ts';
import type { SamplePath } from '../case.ts';
import { timesOf, total } from './times.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly failure: number;
  readonly repair: Distribution;
  readonly fails: 'always' | 'busy';
}

/** One slot under fcfs, job by job: it works until it fails, and after the repair goes on where it stopped. */
export const breakdownPath: SamplePath<Params> = ({ lambda, mu, failure, repair, fails }, { length, stream }) => {
  const [arrivals, sizes, failures, repairs] = [stream('arrivals'), stream('sizes'), stream('failures'), stream('repairs')];
  const [responses, waits, completions]: [number[], number[], number[]] = [[], [], []];
  let [arrival, since, downSince] = [0, 0, 0];
  /** The time up to which the slot has been followed, when it fails next, and how long it has been down. */
  const slot = { clock: 0, fault: failures.exponential() / failure, down: 0 };
  const mend = () => {
    const time = repair.sample(repairs);
    slot.down += time;
    slot.clock = slot.fault + time;
    slot.fault = slot.clock + failures.exponential() / failure;
  };
  const warmup = Math.ceil(length / 5);
  for (let job = 0; job < warmup + length; job++) {
    if (job === warmup) [since, downSince] = [arrival, slot.down];
    arrival += arrivals.exponential() / lambda;
    if (arrival > slot.clock) {
      if (fails === 'busy') slot.fault += arrival - slot.clock;
      else while (slot.fault < arrival) mend();
      slot.clock = Math.max(slot.clock, arrival);
    }
    const [begun, size] = [slot.clock, sizes.exponential() / mu];
    for (let left = size; left > 0; ) {
      const worked = Math.min(left, slot.fault - slot.clock);
      left -= worked;
      slot.clock += worked;
      if (left > 0) mend();
    }
    if (job < warmup) continue;
    responses.push(slot.clock - arrival);
    waits.push(slot.clock - arrival - size);
    completions.push(slot.clock - begun);
  }
  const time = arrival - since;
  const waited = timesOf('waiting', waits);
  return {
    ...timesOf('response', responses),
    waiting: waited['waiting'],
    'waiting.variance': waited['waiting.variance'],
    number: total(responses) / time,
    queue: total(waits) / time,
    utilisation: (total(responses) - total(waits)) / time,
    throughput: length / time,
    'E[completion]': total(completions) / length,
    'load with repairs': total(completions) / time,
    'P[down]': (slot.down - downSince) / time,
  };
};
