import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mmc } from '../markovian/mmc.ts';
import { fewestServers, waitFrom } from './fewest-servers.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly price: number;
  readonly delay: number;
}

export const economicServers = formula<Params>({
  name: 'economic-servers',
  title: 'cheapest number of slots of M/M/c',
  about: 'How many slots there should be where each costs, and so do jobs for as long as they wait.',
  source: 'Dyer and Proll 1977, Management Science 23 (convexity); Gross and Harris 1998',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    price: positive('cost s of a slot, per time unit'),
    delay: positive('cost h of a waiting job, per time unit'),
  }),
  equations: [
    'cost(c) = s c + h E[Q],  E[Q] = C(c) λ/(cμ−λ),  c > a = λ/μ',
    'E[Q] falls with c, and each slot gains less than the one before   (convexity)',
    'so the answer is the first c > a at which one slot more would cost more: h (E[Q_c] − E[Q_{c+1}]) ≤ s',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'slots',
    C: 'Erlang C: the probability that a job waits',
    s: 'cost of a slot, per time unit',
    h: 'cost of a waiting job, per time unit',
    Q: 'jobs that wait',
  },
  mistakes: [
    'The jobs in service cost the same with any number of slots, E[busy] = a: it makes no difference whether h is counted for them too.',
    'The least cost is flat: one slot more or fewer costs little, but too few slots, near a, cost without bound.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const { servers, cost } = solve(params);
    const { values } = mmc.create({ lambda, mu, servers, discipline: 'size-blind' });
    return { values, others: { servers, cost: cost(servers), 'cost with one slot fewer': cost(servers - 1), 'cost with one slot more': cost(servers + 1) } };
  },
  steps(params) {
    const { servers, cost } = solve(params);
    return [
      `a = ${figure(params.lambda / params.mu)} erlangs`,
      ...[servers - 1, servers, servers + 1].filter((c) => c > 0).map((c) => `c = ${c}: cost = ${figure(cost(c))} per time unit`),
      `${servers} slots`,
    ];
  },
  examples: [
    {
      params: { lambda: 1, mu: 1, price: 1, delay: 2 },
      expect: { servers: 2, cost: 8 / 3, 'cost with one slot more': 3 + 1 / 11, 'cost with one slot fewer': Infinity },
      from: 'by hand: E[Q] = 1/3 with two slots, 1/22 with three',
    },
  ],
});

function solve({ lambda, mu, price, delay }: Params) {
  const offered = lambda / mu;
  const queue = (servers: number, blocked: number) => (servers > offered ? (waitFrom(blocked, servers, offered) * lambda) / (servers * mu - lambda) : Infinity);
  const next = (servers: number, blocked: number) => (offered * blocked) / (servers + 1 + offered * blocked);
  const isDear = (c: number, blocked: number) => c > offered && delay * (queue(c, blocked) - queue(c + 1, next(c, blocked))) <= price;
  const found = fewestServers(offered, isDear);
  const { servers } = found;
  const blocked = [found.before, found.blocked, next(servers, found.blocked)];
  return { servers, cost: (c: number) => price * c + delay * queue(c, blocked[c - servers + 1]) };
}
