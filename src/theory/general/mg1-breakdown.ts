import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import { nonNegative, object } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { type Jobs, jobsParams, jobsSymbols, pollaczekKhinchine } from './decomposition.ts';

interface Params extends Jobs {
  readonly failure: number;
  readonly repair: Distribution;
}

export const mg1Breakdown = formula({
  name: 'mg1-breakdown',
  title: 'M/G/1 with breakdowns',
  about: 'One slot under fcfs that fails now and then while it serves; after the repair the job goes on where it stopped. Poisson arrivals, any sizes, any repair times.',
  source: 'Gaver 1962, Journal of the Royal Statistical Society B 24; Avi-Itzhak and Naor 1963, Operations Research 11',
  kind: 'exact',
  breadth: 5,
  params: () => object({
    ...jobsParams,
    failure: nonNegative('rate α of failures while the slot serves'),
    repair: distributionParam('repair time R, in time units'),
  }),
  equations: [
    'C: from the start of a service to its end, repairs included;  given S = s it is s and a Poisson number, of mean αs, of repairs',
    'E[C] = E[S](1 + αE[R]),  λE[C] < 1',
    'E[C²] = E[S²](1 + αE[R])² + αE[S]E[R²]',
    'E[C³] = E[S³](1 + αE[R])³ + 3αE[S²](1 + αE[R])E[R²] + αE[S]E[R³]',
    'E[T] = λE[C²]/(2(1−λE[C])) + E[C],  by Pollaczek–Khinchine for C',
    'E[W] = E[T] − E[S]: waits for others, and for repairs',
    'Var T = Var W_C + Var C,  Var W = Var W_C + αE[S]E[R²] + α²E[R]² Var S',
    'E[N] = λE[T],  E[Q] = λE[W],  P[down] = λE[S] αE[R]',
  ],
  symbols: { ...jobsSymbols, α: 'failures per time unit of service', R: 'repair time', C: 'completion time of a job', 'W_C': 'wait for jobs that came before' },
  mistakes: [
    'A slower slot of the same capacity is not the same: repairs come in lumps, and E[R²] adds to the wait.',
    'Here the slot fails only while it serves; one that fails when idle as well makes waits longer (breakdown-mm1 has both).',
    'Work lost at a failure is not covered: a job that starts again from the beginning may never end.',
  ],
  create: solve,
  steps(params) {
    const { lambda, failure, repair } = params;
    const { service, completion } = completionOf(params);
    const wait = pollaczekKhinchine(lambda, completion).mean;
    return [
      `E[C] = ${figure(service.mean)} · (1 + ${figure(failure)} · ${figure(repair.mean)}) = ${figure(completion.mean)},  λE[C] = ${figure(lambda * completion.mean)}`,
      `E[C²] = ${figure(completion.moment(2))}`,
      `wait for others: ${figure(lambda)} · ${figure(completion.moment(2))} / (2 · ${figure(1 - lambda * completion.mean)}) = ${figure(wait)} time units`,
      `E[T] = ${figure(wait)} + ${figure(completion.mean)} = ${figure(wait + completion.mean)} time units`,
      `E[W] = ${figure(wait + completion.mean)} − ${figure(service.mean)} = ${figure(wait + completion.mean - service.mean)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 0.5, size: { deterministic: { value: 1 } }, failure: 0.2, repair: { deterministic: { value: 1 } } },
      // E[C] = 1.2, E[C²] = 1.44 + 0.2, λE[C] = 0.6.
      expect: { response: (0.5 * 1.64) / 0.8 + 1.2, waiting: (0.5 * 1.64) / 0.8 + 0.2, utilisation: 0.5, 'P[down]': 0.1 },
      from: 'by hand: E[C] = 1.2, E[C²] = 1.64',
    },
    { params: { lambda: 0.8, size: { exponential: { mean: 1 } }, failure: 0, repair: { exponential: { mean: 1 } } }, expect: { response: 5, 'response.variance': 25 }, from: 'by hand: without failures M/M/1' },
  ],
});

function completionOf({ lambda, size, speed, failure, repair }: Params) {
  const service = scaled(size, 1 / speed);
  // Without failures even a repair of infinite moments changes nothing.
  const [r1, r2, r3] = failure === 0 ? [0, 0, 0] : [1, 2, 3].map((k) => failure * repair.moment(k));
  const stretch = 1 + r1;
  const [s1, s2, s3] = [1, 2, 3].map((k) => service.moment(k));
  const moments = [s1 * stretch, s2 * stretch ** 2 + s1 * r2, s3 * stretch ** 2 * stretch + 3 * s2 * stretch * r2 + s1 * r3];
  refuseOverload(lambda * moments[0], 'λE[C]');
  return { service, completion: { mean: moments[0], moment: (k: number) => moments[k - 1] }, repairs: s1 * r2 + r1 ** 2 * service.variance };
}

function solve(params: Params): Prediction {
  const { lambda } = params;
  const { service, completion, repairs } = completionOf(params);
  const wait = pollaczekKhinchine(lambda, completion);
  const variance = completion.moment(2) - completion.mean ** 2;
  const waiting = wait.mean + (completion.mean - service.mean);
  const values = byLittle({ throughput: lambda, service: service.mean, waiting, slots: 1 });
  const others = { 'P[down]': lambda * (completion.mean - service.mean), 'mean completion time': completion.mean };
  if (waiting === Infinity) return { values, others };
  return { values: { ...values, 'response.variance': wait.variance + variance, 'waiting.variance': wait.variance + repairs }, others };
}
