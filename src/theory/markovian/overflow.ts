import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { erlangB, erlangServed, refuseTooMany } from './erlang.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
}

export const overflow = formula({
  name: 'overflow',
  title: 'overflow of M/M/c/c',
  about: 'What a group of slots without waiting room turns away goes to a second group with a slot for everyone. Poisson arrivals, exponential sizes; how uneven the overflow is.',
  source: 'Kosten 1937; Riordan, in the appendix of Wilkinson 1956, "Theories for toll traffic engineering in the U.S.A."',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ at the first group, jobs per time unit'),
    mu: positive('service rate μ of one slot of either group, jobs per time unit: speed / mean size'),
    servers: count('slots of the first group c'),
  }),
  equations: [
    'a = λ/μ,  B = (a^c/c!) / Σ_{n=0..c} aⁿ/n!   (Erlang B)',
    'M = aB   (mean number of busy slots in the second group)',
    'V = M(1 − M + a/(c + 1 + M − a))   (its variance)',
    'Z = V/M   (peakedness; 1 for Poisson arrivals)',
    'throughput = λ(1−B),  E[N] = a − M   (of the first group)',
  ],
  symbols: {
    λ: 'arrival rate at the first group, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'slots of the first group',
    a: 'offered work in erlangs',
    B: 'fraction of jobs that overflow',
    N: 'jobs in the first group',
  },
  mistakes: [
    'The overflow taken for a Poisson process: it comes in bursts, while the first group is full, and a second group sized by Erlang B for M erlangs loses more than planned.',
    'V taken for the variance of the number of jobs that overflow in some time: it is that of the number in service at once.',
    'Overflows of several groups: means and variances add, where the groups are independent, but peakednesses do not.',
  ],
  create(params) {
    const { lambda, mu, servers } = params;
    const { blocked, mean, peakedness } = solve(params);
    const values = byLittle({ throughput: lambda * erlangServed(servers, lambda / mu), service: 1 / mu, waiting: 0, slots: servers });
    return { values: { ...values, loss: blocked }, others: { 'overflow mean': mean, 'overflow variance': mean * peakedness, peakedness } };
  },
  steps(params) {
    const { lambda, mu, servers } = params;
    const { offered, blocked, mean, peakedness } = solve(params);
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(offered)} erlangs,  B = ${figure(blocked)}`,
      `M = ${figure(offered)} · ${figure(blocked)} = ${figure(mean)} erlangs`,
      `V = ${figure(mean)} · (1 − ${figure(mean)} + ${figure(offered)}/(${servers} + 1 + ${figure(mean)} − ${figure(offered)})) = ${figure(mean * peakedness)}`,
      `Z = ${figure(peakedness)}`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 1, servers: 1 },
      expect: { loss: 0.5, 'overflow mean': 0.5, 'overflow variance': 7 / 12, peakedness: 7 / 6 },
      from: 'by hand: M = 1/2, V = (1 − 1/2 + 1/(3/2))/2',
    },
    { params: { lambda: 2, mu: 1, servers: 2 }, expect: { loss: 0.4, 'overflow mean': 0.8, peakedness: 0.2 + 2 / 1.8 }, from: 'by hand: B = 2/5' },
  ],
});

function solve({ lambda, mu, servers }: Params) {
  refuseTooMany(servers, 'servers');
  const offered = lambda / mu;
  const blocked = erlangB(servers, offered);
  const mean = offered * blocked;
  // a − M is the work carried, which must not come from a difference where nearly all overflows.
  const peakedness = 1 - mean + offered / (servers + 1 - offered * erlangServed(servers, offered));
  return { offered, blocked, mean, peakedness };
}
