import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { closedInput } from '../recognition/closed-input.ts';
import { engsetLoss, engsetServed, refuseTooMany } from './erlang.ts';

interface Params {
  readonly population: number;
  readonly think: number;
  readonly mu: number;
  readonly servers: number;
}

export const engset = formula({
  name: 'engset',
  title: 'M/G/c/c//N (Engset)',
  about:
    'A fixed number of customers and fewer slots, no waiting room: a customer whose job finds every slot busy thinks again. ' +
    'Of think times and sizes only the means matter.',
  source: 'Engset 1918; Cohen 1957 (insensitivity); Gross and Harris 1998, chapter 2 (finite source)',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    population: count('number of customers N'),
    think: positive('mean think time Z: from the end of one job, or its loss, to the customer’s next'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c'),
  }),
  equations: [
    'α = 1/(Zμ)   (work that an idle customer offers)',
    'p(n) = C(N,n) αⁿ / Σ_{k=0..c} C(N,k) αᵏ   (fraction of time with n slots busy)',
    'P[all busy] = p(c) = E_N(c)   (time congestion)',
    'P[loss] = B = E_{N−1}(c)   (call congestion: a customer finds what the others do)',
    'E_N(0) = 1,  E_N(n) = (N−n+1)α E_N(n−1) / (n + (N−n+1)α E_N(n−1))   (how to compute it)',
    'E[N] = N α(1−B)/(1 + α(1−B)),  throughput = μE[N],  utilisation = E[N]/c',
    'E[T] = 1/μ   (of the jobs that are served)',
  ],
  symbols: {
    N: 'number of customers; in E[N] the jobs in the system',
    Z: 'mean think time',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    α: 'offered work per idle customer',
    B: 'probability that a job is lost',
    T: 'response: time in the system',
  },
  mistakes: [
    'Time congestion taken for call congestion: jobs do not come as a Poisson process, and they find all slots busy less often than they are, as if their own customer were not there.',
    'Offered work taken as Nα: a customer who is in service offers nothing, so without losses it is Nα/(1+α).',
    'Erlang B for a small population: with the same offered work it loses more.',
  ],
  create(params) {
    const { loss, served, number } = solve(params);
    const { population, think, mu, servers } = params;
    const values = byLittle({ throughput: mu * number, service: 1 / mu, waiting: 0, slots: servers });
    return {
      values: { ...values, 'waiting.variance': 0, slowdown: 1, loss },
      others: { 'P[all slots busy]': engsetLoss(population, servers, 1 / (think * mu)), 'jobs offered per time unit': (mu * number) / served },
    };
  },
  steps(params) {
    const { loss, served, number } = solve(params);
    const { population, think, mu, servers } = params;
    const offered = 1 / (think * mu);
    return [
      `α = 1/(${figure(think)} · ${figure(mu)}) = ${figure(offered)}`,
      `P[all busy] = ${figure(engsetLoss(population, servers, offered))}`,
      `P[loss] = B = ${figure(loss)}`,
      `E[N] = ${population} · ${figure(offered)} · ${figure(served)}/(1 + ${figure(offered)} · ${figure(served)}) = ${figure(number)} jobs`,
      `throughput = ${figure(mu)} · ${figure(number)} = ${figure(mu * number)} jobs per time unit`,
    ];
  },
  recognise({ sources, slots, speed, capacity }): Params | undefined {
    const input = closedInput(sources);
    if (!input || slots === Infinity || capacity !== slots || slots >= input.population) return undefined;
    return { population: input.population, think: input.think, mu: speed / input.size.mean, servers: slots };
  },
  examples: [
    {
      params: { population: 3, think: 1, mu: 1, servers: 2 },
      expect: { loss: 0.25, 'P[all slots busy]': 3 / 7, number: 9 / 7, throughput: 9 / 7, 'jobs offered per time unit': 12 / 7 },
      from: 'by hand: p is 1/7, 3/7, 3/7, and of two others both are in service a quarter of the time',
    },
    { params: { population: 5, think: 3, mu: 1, servers: 1 }, expect: { loss: 4 / 7, number: 5 / 8, utilisation: 5 / 8 }, from: 'by hand: one slot, p(1) = Nα/(1+Nα)' },
  ],
});

function solve({ population, think, mu, servers }: Params): { readonly loss: number; readonly served: number; readonly number: number } {
  refuseTooMany(servers, 'servers');
  const offered = 1 / (think * mu);
  const loss = engsetLoss(population - 1, servers, offered);
  const served = engsetServed(population - 1, servers, offered);
  return { loss, served, number: (population * offered * served) / (1 + offered * served) };
}
