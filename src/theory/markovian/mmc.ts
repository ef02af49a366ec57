import { count, object, positive } from '../../params.ts';
import { alike } from '../class-share.ts';
import { exponentialWait } from '../general/renewal-queue.ts';
import { formula } from '../define.ts';
import { erlangC, refuseTooMany } from './erlang.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { orderParam } from '../station-params.ts';
import { markovian } from '../recognition/station.ts';

export const mmc = formula({
  name: 'mmc',
  alsoKnownAs: ['erlang-c'],
  title: 'M/M/c (Erlang C)',
  about: 'Several slots and one queue, Poisson arrivals, exponential sizes, unlimited room. Means hold for every discipline that ignores sizes; the distributions are for fcfs.',
  source: 'Erlang 1917; Harchol-Balter 2013, chapter 14; Gross and Harris 1998, chapter 2',
  kind: 'exact',
  breadth: 2,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c'),
    discipline: orderParam,
  }),
  equations: [
    'a = λ/μ,  ρ = a/c',
    'B = (a^c/c!) / Σ_{n=0..c} a^n/n!   (Erlang B)',
    'C = P[wait] = B / (1 − ρ(1−B))   (Erlang C)',
    'E[W] = C/(cμ−λ)',
    'E[T] = E[W] + 1/μ',
    'E[Q] = λ E[W] = C ρ/(1−ρ),  E[N] = E[Q] + a',
    'P[W > t] = C e^(−(cμ−λ)t)   (fcfs)',
    'P[T > t] = (1−C) e^(−μt) + C P[X + Y > t] with X, Y independent exponentials of rates cμ−λ and μ   (fcfs)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    a: 'offered work in erlangs: the mean number of busy slots',
    ρ: 'load per slot: the fraction of time that a slot is busy',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'ρ is the load per slot, λ/(cμ); λ/μ is the mean number of busy slots and may well exceed 1.',
    'P[wait] is not ρ^c, nor ρ: it is Erlang C.',
    'One slot that is c times as fast is not the same: it has the smaller response, the longer wait.',
  ],
  create({ lambda, mu, servers, discipline }) {
    refuseTooMany(servers, 'servers');
    refuseOverload(lambda / (servers * mu), 'λ/(cμ)');
    const wait = erlangC(servers, lambda / mu);
    return exponentialWait({ lambda, mu, servers, wait, rate: servers * mu - lambda, discipline });
  },
  steps({ lambda, mu, servers }) {
    refuseOverload(lambda / (servers * mu), 'λ/(cμ)');
    const offered = lambda / mu;
    const wait = erlangC(servers, offered);
    const mean = wait / (servers * mu - lambda);
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(offered)},  ρ = ${figure(offered)}/${servers} = ${figure(offered / servers)}`,
      `C = P[wait] = ${figure(wait)}`,
      `E[W] = ${figure(wait)}/(${servers}·${figure(mu)} − ${figure(lambda)}) = ${figure(mean)} time units`,
      `E[T] = ${figure(mean)} + 1/${figure(mu)} = ${figure(mean + 1 / mu)} time units`,
      `E[Q] = ${figure(lambda)} · ${figure(mean)} = ${figure(lambda * mean)} jobs`,
      `E[N] = ${figure(lambda * mean)} + ${figure(offered)} = ${figure(lambda * mean + offered)} jobs`,
    ];
  },
  recognise(station) {
    if (station.slots < 2 || station.slots === Infinity || station.capacity < Infinity) return undefined;
    const found = markovian(station);
    return found && { ...found, servers: station.slots };
  },
  ofClass: (_, part, all) => alike(all, part),
  examples: [
    {
      params: { lambda: 6, mu: 3, servers: 3 },
      expect: { queue: 8 / 9, waiting: 4 / 27, response: 13 / 27, number: 26 / 9 },
      from: 'Gross and Harris, Fundamentals of Queueing Theory, chapter 2, the eye clinic',
    },
    { params: { lambda: 1, mu: 1, servers: 2 }, expect: { waiting: 1 / 3, response: 4 / 3, number: 4 / 3, utilisation: 0.5 }, from: 'by hand: C = 1/3' },
  ],
});
