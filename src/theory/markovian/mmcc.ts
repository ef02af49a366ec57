import { count, object, positive } from '../../params.ts';
import { sameWait } from '../class-share.ts';
import { formula } from '../define.ts';
import { erlangB, erlangServed, refuseTooMany } from './erlang.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { poissonInput } from '../recognition/station.ts';

export const mmcc = formula({
  name: 'mmcc',
  alsoKnownAs: ['erlang-b', 'mgcc', 'erlang-loss'],
  title: 'M/G/c/c (Erlang B)',
  about: 'Several slots, no waiting room: a job that finds every slot busy is lost. Poisson arrivals; of the sizes only the mean matters.',
  source: 'Erlang 1917; Sevastyanov 1957 (insensitivity); Harchol-Balter 2013, chapter 14',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit, lost ones included'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c'),
  }),
  equations: [
    'a = λ/μ',
    'P[loss] = B = (a^c/c!) / Σ_{n=0..c} a^n/n!',
    'B(0) = 1,  B(n) = a B(n−1)/(n + a B(n−1))   (how to compute it)',
    'throughput = λ(1−B)',
    'E[N] = a(1−B),  utilisation = a(1−B)/c',
    'E[T] = 1/μ   (of the jobs that are served)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    a: 'offered work in erlangs',
    B: 'probability that an arrival is lost',
    N: 'jobs in the system',
    T: 'response: time in the system',
  },
  mistakes: [
    'a = λ/μ is the work offered; the work carried, the mean number of busy slots, is a(1−B).',
    'There is no condition a < c: what is too much is lost.',
    'Erlang B (loss) and Erlang C (wait) mixed up: C is always larger.',
  ],
  create({ lambda, mu, servers }) {
    refuseTooMany(servers, 'servers');
    const loss = erlangB(servers, lambda / mu);
    const values = byLittle({ throughput: lambda * erlangServed(servers, lambda / mu), service: 1 / mu, waiting: 0, slots: servers });
    return { values: { ...values, 'waiting.variance': 0, slowdown: 1, loss } };
  },
  steps({ lambda, mu, servers }) {
    const offered = lambda / mu;
    const loss = erlangB(servers, offered);
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(offered)} erlangs`,
      `P[loss] = B(${servers}) = ${figure(loss)}`,
      `throughput = ${figure(lambda)} · (1 − ${figure(loss)}) = ${figure(lambda * (1 - loss))} jobs per time unit`,
      `E[N] = ${figure(offered)} · (1 − ${figure(loss)}) = ${figure(offered * (1 - loss))} jobs`,
    ];
  },
  recognise({ sources, slots, speed, capacity }) {
    const input = poissonInput(sources);
    if (!input || slots === Infinity || capacity !== slots) return undefined;
    return { lambda: input.lambda, mu: speed / input.size.mean, servers: slots };
  },
  ofClass: (_, part, all) => ({ values: { ...sameWait(all, part), 'waiting.variance': 0, slowdown: 1 } }),
  examples: [
    { params: { lambda: 1, mu: 1, servers: 2 }, expect: { loss: 0.2, number: 0.8, throughput: 0.8, utilisation: 0.4 }, from: 'by hand' },
    { params: { lambda: 4.461, mu: 1, servers: 10 }, expect: { loss: 0.01 }, digits: 3, from: 'Erlang B table: 10 channels carry 4.461 erlangs at 1 % loss' },
    { params: { lambda: 12.031, mu: 1, servers: 20 }, expect: { loss: 0.01 }, digits: 3, from: 'Erlang B table: 20 channels, 12.031 erlangs at 1 %' },
    { params: { lambda: 84.064, mu: 1, servers: 100 }, expect: { loss: 0.01 }, digits: 3, from: 'Erlang B table: 100 channels, 84.064 erlangs at 1 %' },
  ],
});
