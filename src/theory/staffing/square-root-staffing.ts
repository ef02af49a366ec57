import { object, ParamError, positive, probability } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { erlangC } from '../markovian/erlang.ts';
import { fewestServers, waitFrom } from './fewest-servers.ts';
import { betaFor, halfinWhittWait } from './halfin-whitt-function.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly wait: number;
}

export const squareRootStaffing = formula<Params>({
  name: 'square-root-staffing',
  title: 'square-root staffing of M/M/c',
  short: 'square-root staffing',
  about: 'Slots for a given P[wait]: the work that comes and a safety margin of β times its square root. Stands beside the exact number by Erlang C.',
  source: 'Halfin and Whitt 1981, Operations Research 29; Borst, Mandelbaum and Reiman 2004, Operations Research 52; Harchol-Balter 2013, chapter 15',
  kind: 'asymptotic',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    wait: probability('P[wait] that is aimed at'),
  }),
  equations: [
    'a = λ/μ',
    '[1 + β Φ(β)/φ(β)]⁻¹ = P[wait], solved for β',
    'c = ⌈a + β√a⌉',
    'then P[wait] ≈ [1 + β′Φ(β′)/φ(β′)]⁻¹ with β′ = (c−a)/√a,  E[W] ≈ P[wait]/(cμ−λ)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    a: 'offered work in erlangs: the mean number of busy slots',
    β: 'margin in square roots of the offered work',
    c: 'slots',
    'Φ, φ': 'distribution function and density of the standard normal distribution',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'The margin grows with the square root of the work, not in proportion: ten times the work needs about three times the margin.',
    'The rule is for one large pool; a pool cut in parts needs the margin of each part.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const { offered, beta, servers, wait, exact } = solve(params);
    const values = byLittle({ throughput: lambda, service: 1 / mu, waiting: wait / (servers * mu - lambda), slots: servers });
    return { values, others: { servers, β: beta, 'P[wait]': wait, 'P[wait] by Erlang C': erlangC(servers, offered), 'servers by Erlang C': exact } };
  },
  steps(params) {
    const { lambda, mu, wait: aim } = params;
    const { offered, beta, servers, wait, exact } = solve(params);
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(offered)} erlangs`,
      `β = ${figure(beta)} for P[wait] = ${figure(aim)}`,
      `c = ⌈${figure(offered)} + ${figure(beta)} · √${figure(offered)}⌉ = ${servers}`,
      `P[wait] ≈ ${figure(wait)};  by Erlang C ${figure(erlangC(servers, offered))}, and ${exact} slots are enough`,
    ];
  },
  examples: [
    { params: { lambda: 100, mu: 1, wait: 0.22337 }, expect: { servers: 110, β: 1 }, digits: 4, from: 'β = 1 at 1/(1 + Φ(1)/φ(1)) = 0.22336, by the normal tables' },
  ],
});

function solve({ lambda, mu, wait: aim }: Params) {
  if (aim === 0 || aim === 1) throw new ParamError('must be above 0 and below 1: with any number of slots some jobs wait, and some do not', ['wait']);
  const offered = lambda / mu;
  const beta = betaFor(aim);
  // Above the offered work also where the margin is lost in rounding.
  const servers = Math.max(Math.ceil(offered + beta * Math.sqrt(offered)), Math.floor(offered) + 1);
  const { servers: exact } = fewestServers(offered, (n, blocked) => n > offered && waitFrom(blocked, n, offered) <= aim);
  return { offered, beta, servers, exact, wait: halfinWhittWait((servers - offered) / Math.sqrt(offered)) };
}
