/** One slot under fcfs that is not always ready, job by job. */
import type { Distribution, Stream } from '../../../model.ts';
import { scaled } from '../../../random/distributions/scaled.ts';
import type { SamplePath } from '../case.ts';
import { spreadOf, total } from './times.ts';

interface Jobs {
  readonly lambda: number;
  readonly size: Distribution;
  readonly speed: number;
}

type Streams = (name: string) => Stream;

interface Rules {
  /** When a job that comes at `arrival` can be begun, where the slot has been without work since `since`. */
  readonly ready: (since: number, arrival: number) => number;
  /** From the start of a service to its end. */
  readonly complete?: (service: number) => number;
}

function play({ lambda, size, speed }: Jobs, { length, stream }: { readonly length: number; readonly stream: Streams }, { ready, complete = (service) => service }: Rules) {
  const [arrivals, sizes] = [stream('arrivals'), stream('sizes')];
  const service = scaled(size, 1 / speed);
  const [responses, waits, delays, completions]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [arrival, free, since] = [0, 0, 0];
  for (let job = -Math.ceil(length / 5); job < length; job++) {
    if (job === 0) since = arrival;
    arrival += arrivals.exponential() / lambda;
    const begin = arrival < free ? free : ready(free, arrival);
    const delay = begin - Math.max(arrival, free);
    const time = service.sample(sizes);
    free = begin + complete(time);
    if (job < 0) continue;
    delays.push(delay);
    completions.push(free - begin);
    responses.push(free - arrival);
    waits.push(free - arrival - time);
  }
  const elapsed = arrival - since;
  const values = {
    ...spreadOf('response', responses),
    ...spreadOf('waiting', waits),
    number: total(responses) / elapsed,
    queue: total(waits) / elapsed,
    utilisation: (total(responses) - total(waits)) / elapsed,
    throughput: length / elapsed,
  };
  return { values, delayed: total(delays) / elapsed, completing: total(completions) / elapsed };
}

/** It goes away when it has no work, and again until it finds some. */
export const vacationsPath: SamplePath<Jobs & { readonly vacation: Distribution }> = (params, run) => {
  const vacations = run.stream('vacations');
  const ready = (since: number, arrival: number) => {
    let back = since;
    while (back <= arrival) back += params.vacation.sample(vacations);
    return back;
  };
  return play(params, run, { ready }).values;
};

/** It goes away once. */
export const singleVacationPath: SamplePath<Jobs & { readonly vacation: Distribution }> = (params, run) => {
  const vacations = run.stream('vacations');
  return play(params, run, { ready: (since, arrival) => Math.max(arrival, since + params.vacation.sample(vacations)) }).values;
};

/** It has to be set up when the next job comes. */
export const setupPath: SamplePath<Jobs & { readonly setup: Distribution }> = (params, run) => {
  const setups = run.stream('setups');
  const { values, delayed } = play(params, run, { ready: (_, arrival) => arrival + params.setup.sample(setups) });
  return { ...values, 'P[in set-up]': delayed, 'P[off]': 1 - delayed - values.utilisation };
};

/** It fails while it serves, and goes on after the repair. */
export const failingPath: SamplePath<Jobs & { readonly failure: number; readonly repair: Distribution }> = (params, run) => {
  const [failures, repairs] = [run.stream('failures'), run.stream('repairs')];
  const complete = (service: number) => {
    let time = service;
    for (let worked = failures.exponential() / params.failure; worked < service; worked += failures.exponential() / params.failure) time += params.repair.sample(repairs);
    return time;
  };
  const { values, completing } = play(params, run, { ready: (_, arrival) => arrival, complete });
  return { ...values, 'P[down]': completing - values.utilisation, 'mean completion time': completing / values.throughput };
};

/** It waits until so many jobs are there: cycle by cycle, `length` of them. */
export const nPolicyPath: SamplePath<Jobs & { readonly threshold: number }> = ({ lambda, size, speed, threshold }, { length, stream }) => {
  const [arrivals, sizes] = [stream('arrivals'), stream('sizes')];
  let [responses, waits, jobs, on, elapsed] = [0, 0, 0, 0, 0];
  for (let cycle = 0; cycle < length; cycle++) {
    // Those who come while it is off, from the moment at which it went off.
    const waiting: number[] = [];
    let arrival = 0;
    for (let job = 0; job < threshold; job++) waiting.push((arrival += arrivals.exponential() / lambda));
    const start = arrival;
    let free = start;
    arrival += arrivals.exponential() / lambda;
    for (let next = 0; next < waiting.length; next++) {
      const service = size.sample(sizes) / speed;
      waits += free - waiting[next];
      free += service;
      responses += free - waiting[next];
      for (; arrival < free; arrival += arrivals.exponential() / lambda) waiting.push(arrival);
    }
    jobs += waiting.length;
    on += free - start;
    elapsed += free;
  }
  return {
    response: responses / jobs,
    waiting: waits / jobs,
    number: responses / elapsed,
    queue: waits / elapsed,
    utilisation: on / elapsed,
    throughput: jobs / elapsed,
    'starts per time unit': length / elapsed,
    'mean time on': on / length,
  };
};

/** Busy periods: work that comes while there is work, `length` times. */
export const busyPath: SamplePath<Jobs & { readonly time: number }> = ({ lambda, size, speed, time }, { length, stream }) => {
  const [arrivals, sizes] = [stream('arrivals'), stream('sizes')];
  const [lengths, counts]: [number[], number[]] = [[], []];
  for (let period = 0; period < length; period++) {
    let end = size.sample(sizes) / speed;
    let jobs = 1;
    for (let arrival = arrivals.exponential() / lambda; arrival < end; arrival += arrivals.exponential() / lambda) {
      end += size.sample(sizes) / speed;
      jobs++;
    }
    lengths.push(end);
    counts.push(jobs);
  }
  const [period, served] = [spreadOf('it', lengths), spreadOf('it', counts)];
  return {
    'mean busy period': period['it'],
    'variance of the busy period': period['it.variance'],
    'mean jobs served': served['it'],
    'variance of the jobs served': served['it.variance'],
    'P[longer than t]': lengths.filter((one) => one > time).length / length,
  };
};
