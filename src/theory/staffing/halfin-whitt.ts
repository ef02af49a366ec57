import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { halfinWhittWait } from './halfin-whitt-function.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
}

export const halfinWhitt = formula<Params>({
  name: 'halfin-whitt',
  title: 'M/M/c in the Halfin–Whitt limit',
  short: 'M/M/c, Halfin–Whitt',
  about: 'Many slots, of which about the square root of their number is spare: some jobs wait and some do not, and the fraction depends on β alone.',
  source: 'Halfin and Whitt 1981, Operations Research 29',
  kind: 'asymptotic',
  breadth: 7,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    servers: count('number of slots c', 1e9),
  }),
  equations: [
    'ρ = λ/(cμ),  β = (1−ρ)√c',
    'P[wait] → [1 + β Φ(β)/φ(β)]⁻¹ as c → ∞ with β fixed',
    'E[W] ≈ P[wait]/(cμ−λ) = P[wait]/(βμ√c)',
    'E[T] = E[W] + 1/μ',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    ρ: 'load per slot',
    β: 'spare slots in square roots of their number',
    'Φ, φ': 'distribution function and density of the standard normal distribution',
    W: 'waiting: response less service time',
  },
  mistakes: [
    'High load does not mean long waits: with β = 1 and 10,000 slots 99 % of them are busy, and 78 % of the jobs do not wait at all.',
    'A limit: at few slots take Erlang C, which costs nothing either.',
  ],
  create(params) {
    const { lambda, mu, servers } = params;
    const { beta, wait } = solve(params);
    const values = byLittle({ throughput: lambda, service: 1 / mu, waiting: wait / (servers * mu - lambda), slots: servers });
    return { values, others: { β: beta, 'P[wait]': wait } };
  },
  steps(params) {
    const { lambda, mu, servers } = params;
    const { beta, wait } = solve(params);
    return [
      `ρ = ${figure(lambda)}/(${servers} · ${figure(mu)}) = ${figure(lambda / mu / servers)}`,
      `β = (1 − ${figure(lambda / mu / servers)}) · √${servers} = ${figure(beta)}`,
      `P[wait] ≈ ${figure(wait)}`,
      `E[W] ≈ ${figure(wait)}/(${figure(servers * mu)} − ${figure(lambda)}) = ${figure(wait / (servers * mu - lambda))} time units`,
    ];
  },
  examples: [
    { params: { lambda: 90, mu: 1, servers: 100 }, expect: { 'P[wait]': 0.223, waiting: 0.0223 }, digits: 3, from: 'Φ(1) = 0.84134 and φ(1) = 0.24197 of the normal tables: 1/(1 + 3.4770)' },
  ],
});

function solve({ lambda, mu, servers }: Params) {
  refuseOverload(lambda / mu / servers, 'λ/(cμ)');
  const beta = (servers - lambda / mu) / Math.sqrt(servers);
  return { beta, wait: halfinWhittWait(beta) };
}
