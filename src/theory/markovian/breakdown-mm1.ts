import { Complex } from 'complex.js';
import { z } from 'zod';
import type { ComplexValue, Distribution } from '../../model.ts';
import { object, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { tailOf } from '../numeric/inversion.ts';
import { transformOf } from '../numeric/transform.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { faultyStation } from '../recognition/failing.ts';
import { markovian } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly failure: number;
  readonly repair: Distribution;
  readonly fails: 'always' | 'busy';
}

export const breakdownMm1 = formula({
  name: 'breakdown-mm1',
  title: 'M/M/1 with breakdowns',
  about: 'One slot that breaks down after exponential times, at any time or only while it serves, and is repaired in times of any distribution; fcfs, and the job in service goes on where it stopped.',
  source: 'White and Christie 1958, "Queuing with preemptive priorities or with breakdown"; Gaver 1962; Avi-Itzhak and Naor 1963',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of the slot when it works, jobs per time unit: speed / mean size'),
    failure: positive('rate of breakdowns f, per time unit in which the slot works (and is busy, if it fails only then)'),
    repair: distributionParam('time of a repair R'),
    fails: z.enum(['always', 'busy']).default('always').describe('whether the slot fails at any time, or only while it serves'),
  }),
  equations: [
    'E[C] = (1 + fE[R])/μ,  E[C²] = 2(1 + fE[R])²/μ² + fE[R²]/μ   (from when a job is first served until it is done)',
    'ρ = λE[C]',
    'E[T] = E[C] + λE[C²]/(2(1−ρ))   (fails only while busy: M/G/1 with sizes C)',
    'P[down] = fE[R]/(1 + fE[R]),  E[D] = P[down] E[R²]/(2E[R])   (what is left of a repair that a job finds)',
    'E[T] = E[C] + λE[C²]/(2(1−ρ)) + E[D]   (fails at any time: a repair may go on though nobody is there)',
    'A job that begins again with an exponential size drawn anew, as after a crash, has as much left as one that goes on',
    'E[W] = E[T] − 1/μ,  E[Q] = λE[W],  E[N] = λE[T],  utilisation = λ/μ',
    'E[e^(−sT)] = (1−ρ)μ/(μ + s + r − λ(1 + r/s)) · E[e^(−sD)],  E[e^(−sD)] = (1 + r/s)/(1 + fE[R]),  r = f(1 − E[e^(−sR)])',
    'Var T = (λE[C²]/(2(1−ρ)))² + λE[C³]/(3(1−ρ)) + Var C + Var D,  with D = 0 if it fails only while busy',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate while the slot works, jobs per time unit',
    f: 'breakdowns per time unit in which there may be one',
    R: 'time of a repair',
    C: 'completion time of a job: its service and the repairs in it',
    D: 'delay by a repair that goes on while nobody is there',
    ρ: 'load: the fraction of time that a job has been begun and is not done',
    T: 'response: time in the system',
    W: 'waiting: response less service time, repairs included',
    N: 'jobs in the system',
    Q: 'jobs in the system that are not in service',
  },
  mistakes: [
    'λ < μ is not enough: the slot is there for 1/(1 + fE[R]) of the time only.',
    'M/M/1 at the mean speed μ/(1 + fE[R]): right for the load, too good for the wait, which grows with E[R²].',
    'Breakdowns while idle forgotten: at low load they matter most, since a job may find the slot down though nobody is there.',
  ],
  create(params) {
    const { lambda, mu, failure, repair } = params;
    const { growth, load, spare, queueing, delay, down, completion, waiting } = solve(params);
    const means = { ...byLittle({ throughput: lambda, service: 1 / mu, waiting, slots: 1 }), ...(params.fails === 'always' && { availability: 1 - down }) };
    const others = { 'load with repairs': load, 'P[down]': down, 'E[completion]': completion.mean };
    // An infinite second moment makes the wait infinite; then it has no variance.
    if (waiting === Infinity) return { values: means, others };
    const apart = queueing ** 2 + (lambda * completion.third) / (3 * spare) + delay.variance;
    // Given the size S a completion has mean S · growth and variance S · fE[R²].
    const repairs = (failure * repair.moment(2)) / mu;
    const spread = { 'response.variance': apart + repairs + (growth / mu) ** 2, 'waiting.variance': apart + repairs + ((growth - 1) / mu) ** 2 };
    // Where repairs take single values the density jumps, and an inversion loses digits.
    if (!repair.transform || repair.atoms || spare < LEAST_SPARE) return { values: { ...means, ...spread }, others };
    const responseTail = tailOf(transformOfResponse(params));
    return { values: { ...means, ...spread, ...percentiles('response', whereTailIs(responseTail, waiting + 1 / mu)) }, others, responseTail };
  },
  steps(params) {
    const { lambda, mu, failure, repair } = params;
    const { load, queueing, delay, down, completion, waiting } = solve(params);
    return [
      `E[C] = (1 + ${figure(failure)} · ${figure(repair.mean)})/${figure(mu)} = ${figure(completion.mean)} time units,  E[C²] = ${figure(completion.second)}`,
      `ρ = ${figure(lambda)} · ${figure(completion.mean)} = ${figure(load)}`,
      `P[down] = ${figure(down)},  E[D] = ${figure(delay.mean)} time units`,
      `E[T] = ${figure(completion.mean)} + ${figure(queueing)} + ${figure(delay.mean)} = ${figure(waiting + 1 / mu)} time units`,
      `E[W] = ${figure(waiting + 1 / mu)} − ${figure(1 / mu)} = ${figure(waiting)} time units`,
      `E[N] = ${figure(lambda)} · ${figure(waiting + 1 / mu)} = ${figure(lambda * (waiting + 1 / mu))} jobs`,
    ];
  },
  recogniseFaults(scenario): Params | undefined {
    const alone = faultyStation(scenario);
    const jobs = alone && markovian(alone.station);
    const { crashes, ...others } = alone?.faults ?? {};
    // What is left of an exponential size is as large as a size drawn again: to begin again with one is to go on.
    const goesOn = scenario.pool.recovery?.sizes === 'drawn';
    if (!jobs || jobs.discipline !== 'fcfs' || !goesOn || crashes?.up.name !== 'exponential' || Object.keys(others).length > 0) return undefined;
    return { lambda: jobs.lambda, mu: jobs.mu, failure: 1 / crashes.up.mean, repair: crashes.repair, fails: 'always' };
  },
  examples: [
    {
      params: { lambda: 1, mu: 4, failure: 1, repair: { exponential: { mean: 1 } } },
      expect: { response: 2, waiting: 1.75, number: 2, 'P[down]': 0.5, 'load with repairs': 0.5 },
      from: 'by hand: E[C] = 1/2, E[C²] = 1, E[T] = 1/2 + 1 + 1/2',
    },
    {
      params: { lambda: 1, mu: 4, failure: 1, repair: { exponential: { mean: 1 } }, fails: 'busy' },
      expect: { response: 1.5, 'P[down]': 0.25, number: 1.5 },
      from: 'by hand: E[T] = 1/2 + 1',
    },
    {
      params: { lambda: 1, mu: 4, failure: 1, repair: { deterministic: { value: 1 } }, fails: 'busy' },
      expect: { response: 1.25, waiting: 1, 'P[down]': 0.25 },
      from: 'by hand: E[C²] = 3/4, E[T] = 1/2 + 3/4',
    },
  ],
});

function solve({ lambda, mu, failure, repair, fails }: Params) {
  const [first, second, third] = [1, 2, 3].map((k) => failure * repair.moment(k));
  const growth = 1 + first;
  const completion = {
    mean: growth / mu,
    second: (2 * growth ** 2) / mu ** 2 + second / mu,
    third: (6 * growth ** 2 * growth) / mu ** 2 / mu + (6 * growth * second) / mu ** 2 + third / mu,
  };
  const load = lambda * completion.mean;
  refuseOverload(load, 'λ(1 + fE[R])/μ');
  const spare = (mu - lambda * growth) / mu;
  const queueing = (lambda * completion.second) / (2 * spare);
  const delay = fails === 'busy' ? { mean: 0, variance: 0 } : { mean: second / growth / 2, variance: third / growth / 3 - (second / growth / 2) ** 2 };
  const down = fails === 'busy' ? (lambda / mu) * first : first / growth;
  return { growth, load, spare, queueing, delay, down, completion, waiting: first / mu + queueing + delay.mean };
}

/** Nearer to load 1 the transform loses too many digits to be inverted. */
const LEAST_SPARE = 1e-3;

/** E[e^(−sT)]: that of M/G/1 with completion times for sizes, times that of the delay by a repair that has begun before. */
function transformOfResponse({ lambda, mu, failure, repair, fails }: Params): (s: ComplexValue) => Complex {
  const repairs = transformOf(repair);
  const growth = 1 + failure * repair.mean;
  return (at) => {
    const s = new Complex(at);
    const lost = repairs(at).neg().add(1).mul(failure);
    const slower = lost.div(s).add(1);
    const queue = new Complex(mu - lambda * growth).div(s.add(lost).add(mu).sub(slower.mul(lambda)));
    return fails === 'busy' ? queue : queue.mul(slower).div(growth);
  };
}
