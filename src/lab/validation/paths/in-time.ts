import type { Distribution } from '../../../model.ts';
import type { SamplePath } from '../case.ts';

/** `length` times from the start to t. */
export const mm1InTime: SamplePath<{ readonly lambda: number; readonly mu: number; readonly time: number; readonly initial: number }> = ({ lambda, mu, time, initial }, { length, stream }) => {
  const [arrivals, services] = [stream('arrivals'), stream('services')];
  let [sum, empty] = [0, 0];
  for (let run = 0; run < length; run++) {
    let number = initial;
    let [arrival, departure] = [arrivals.exponential() / lambda, number > 0 ? services.exponential() / mu : Infinity];
    while (Math.min(arrival, departure) <= time) {
      if (arrival < departure) {
        number++;
        if (number === 1) departure = arrival + services.exponential() / mu;
        arrival += arrivals.exponential() / lambda;
      } else {
        number--;
        departure = number > 0 ? departure + services.exponential() / mu : Infinity;
      }
    }
    sum += number;
    if (number === 0) empty++;
  }
  return { 'mean number at t': sum / length, 'P[empty at t]': empty / length };
};

/** `length` busy periods: work that comes while there is work. */
export const mm1Busy: SamplePath<{ readonly lambda: number; readonly mu: number; readonly time: number }> = ({ lambda, mu, time }, { length, stream }) => {
  const [arrivals, services] = [stream('arrivals'), stream('services')];
  let [total, square, jobs, longer] = [0, 0, 0, 0];
  for (let period = 0; period < length; period++) {
    let end = services.exponential() / mu;
    jobs++;
    for (let arrival = arrivals.exponential() / lambda; arrival < end; arrival += arrivals.exponential() / lambda) {
      end += services.exponential() / mu;
      jobs++;
    }
    total += end;
    square += end ** 2;
    if (end > time) longer++;
  }
  const mean = total / length;
  return { 'mean busy period': mean, 'variance of the busy period': square / length - mean ** 2, 'mean jobs served': jobs / length, 'P[longer than t]': longer / length };
};

/** `length` times from the start to t: who came, and is still there. */
export const mginfInTime: SamplePath<{ readonly lambda: number; readonly size: Distribution; readonly time: number; readonly speed: number }> = ({ lambda, size, time, speed }, { length, stream }) => {
  const [arrivals, sizes] = [stream('arrivals'), stream('sizes')];
  let [sum, empty] = [0, 0];
  for (let run = 0; run < length; run++) {
    let number = 0;
    for (let arrival = arrivals.exponential() / lambda; arrival < time; arrival += arrivals.exponential() / lambda) {
      if (arrival + size.sample(sizes) / speed > time) number++;
    }
    sum += number;
    if (number === 0) empty++;
  }
  return { 'mean number at t': sum / length, 'P[empty at t]': empty / length };
};
