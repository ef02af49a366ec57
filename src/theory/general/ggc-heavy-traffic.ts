import { ParamError } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { percentiles } from '../percentiles.ts';
import { loadOf, meansFrom, severalSlotsParams, severalSlotsSymbols, type SeveralSlots, twoMoments } from './two-moments.ts';

/** Below it P[wait], 1 in the limit, is not even near. */
const LEAST_LOAD = 0.5;

export const ggcHeavyTraffic = formula({
  name: 'ggc-heavy-traffic',
  title: 'G/G/c in heavy traffic',
  about: 'Near load 1 the wait under fcfs is exponential, whatever the distributions of gaps and sizes. One slot or several, independent gaps and sizes; refused below load 0.5.',
  source: 'Kingman 1961, Proceedings of the Cambridge Philosophical Society 57 (one slot); Köllerström 1974, Journal of Applied Probability 11 (several)',
  kind: 'asymptotic',
  breadth: 12,
  params: () => severalSlotsParams,
  equations: [
    'ρ = λE[S]/c',
    'P[W > t] → e^(−t/m),  m = λ(Var A + Var S/c²) / (2(1−ρ))   as ρ → 1',
    'E[W] ≈ m,  Var W ≈ m²,  the p-th quantile of W ≈ −m ln(1−p)',
    'E[T] ≈ m + E[S],  E[Q] ≈ λm,  E[N] ≈ λE[T]',
  ],
  symbols: { ...severalSlotsSymbols, A: 'gap between arrivals', S: 'service time', m: 'mean of the limit' },
  mistakes: [
    'It needs load near 1 and knows nothing of empty systems: P[wait] is 1 in the limit.',
    'With many slots load has to be the nearer to 1, (1−ρ)√c small: else hardly anybody waits (Halfin and Whitt 1981).',
    'The variance of the sizes is divided by c², that of the gaps is not.',
  ],
  create(params) {
    const mean = limitOf(params);
    const { values } = meansFrom(params, mean);
    return { values: { ...values, 'waiting.variance': mean ** 2, ...percentiles('waiting', (tail) => -mean * Math.log(tail)) } };
  },
  steps(params) {
    const mean = limitOf(params);
    const { lambda, service, servers } = params;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)}/${servers} = ${figure((lambda * service) / servers)}`,
      `E[W] ≈ m = ${figure(mean)} time units`,
      `P99 of W ≈ ${figure(mean)} · ln 100 = ${figure(mean * Math.log(100))} time units`,
      `E[T] ≈ ${figure(mean)} + ${figure(service)} = ${figure(mean + service)} time units`,
    ];
  },
  recognise(station): SeveralSlots | undefined {
    const found = twoMoments(station);
    // At half load it would mislead.
    return found?.isFcfs && loadOf(found) >= 0.9 ? found : undefined;
  },
  examples: [
    {
      params: { lambda: 0.95, service: 1, arrivalScv: 1, serviceScv: 1, servers: 1 },
      expect: { waiting: (0.95 * (1 / 0.95 ** 2 + 1)) / 0.1, 'waiting.p90': ((0.95 * (1 / 0.95 ** 2 + 1)) / 0.1) * Math.log(10) },
      from: 'by hand; M/M/1 waits 19',
    },
    { params: { lambda: 3.8, service: 1, arrivalScv: 0, serviceScv: 1, servers: 4 }, expect: { waiting: 2.375 }, from: 'by hand' },
  ],
});

function limitOf(params: SeveralSlots): number {
  const load = loadOf(params);
  if (load < LEAST_LOAD) throw new ParamError(`load ${figure(load)} is below ${LEAST_LOAD}: the limit is for load near 1, and says nothing of mostly idle slots`, ['lambda']);
  const { lambda, service, arrivalScv, serviceScv, servers } = params;
  return (lambda * (arrivalScv / lambda ** 2 + serviceScv * (service / servers) ** 2)) / (2 * (1 - load));
}
