import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { loadOf, meansFrom, oneSlotParams, oneSlotSymbols, type OneSlot, twoMoments } from './two-moments.ts';

export const gg1KraemerLangenbachBelz = formula({
  name: 'gg1-kraemer-langenbach-belz',
  title: 'G/G/1, approximation of Krämer and Langenbach-Belz',
  short: 'G/G/1, Krämer et al.',
  about: 'The mean wait at one slot from two moments of gaps and of sizes, good to some per cent where gaps are more regular than Poisson. Independent gaps and sizes, no preemption, an order that ignores sizes.',
  source: 'Krämer and Langenbach-Belz 1976, 8th International Teletraffic Congress',
  kind: 'approximation',
  breadth: 7,
  params: () => oneSlotParams,
  equations: [
    'ρ = λE[S]',
    'E[W] ≈ ρE[S]/(1−ρ) · (C²ₐ+C²ₛ)/2 · g',
    'g = e^(−2(1−ρ)/(3ρ) · (1−C²ₐ)²/(C²ₐ+C²ₛ))   if C²ₐ ≤ 1',
    'g = e^(−(1−ρ)(C²ₐ−1)/(C²ₐ+4C²ₛ))   if C²ₐ > 1',
    'E[T] = E[W] + E[S],  E[Q] = λE[W],  E[N] = λE[T]',
  ],
  symbols: { ...oneSlotSymbols, g: 'correction that tends to 1 near load 1; 1 for Poisson arrivals' },
  mistakes: [
    'For C²ₐ > 1 two moments say little: gaps of the same two may make waits several times as long (Whitt 1984).',
    'With g = 1 it is exact for Poisson arrivals alone (Pollaczek–Khinchine), and for regular gaps far too high at low load.',
    'Not for arrivals whose gaps depend on one another, as they do behind another queue.',
  ],
  create: (params) => meansFrom(params, waitOf(params).waiting),
  steps(params) {
    const { waiting, plain, correction } = waitOf(params);
    const { lambda, service } = params;
    return [
      `ρ = ${figure(lambda)} · ${figure(service)} = ${figure(lambda * service)}`,
      `ρE[S]/(1−ρ) · (C²ₐ+C²ₛ)/2 = ${figure(plain)},  g = ${figure(correction)}`,
      `E[W] ≈ ${figure(plain)} · ${figure(correction)} = ${figure(waiting)} time units`,
      `E[T] ≈ ${figure(waiting)} + ${figure(service)} = ${figure(waiting + service)} time units`,
      `E[N] ≈ ${figure(lambda)} · ${figure(waiting + service)} = ${figure(lambda * (waiting + service))} jobs`,
    ];
  },
  recognise: (station): OneSlot | undefined => (station.slots === 1 ? twoMoments(station) : undefined),
  examples: [
    { params: { lambda: 0.8, service: 1, arrivalScv: 1, serviceScv: 0.5 }, expect: { waiting: 3, response: 4, queue: 2.4 }, from: 'by hand: with Poisson arrivals it is Pollaczek–Khinchine' },
    { params: { lambda: 0.5, service: 1, arrivalScv: 0, serviceScv: 1 }, expect: { waiting: 0.5 * Math.exp(-2 / 3) }, from: 'by hand; D/M/1 waits 0.255' },
    { params: { lambda: 0.5, service: 1, arrivalScv: 3, serviceScv: 1 }, expect: { waiting: 2 * Math.exp(-1 / 7) }, from: 'by hand' },
  ],
});

function waitOf(params: OneSlot): { readonly waiting: number; readonly plain: number; readonly correction: number } {
  const load = loadOf(params);
  const { service, arrivalScv, serviceScv } = params;
  const spread = arrivalScv + serviceScv;
  const plain = ((load * service) / (1 - load)) * (spread / 2);
  if (spread === 0) return { waiting: 0, plain: 0, correction: 1 };
  const exponent = arrivalScv <= 1 ? (2 * (1 - load) * (1 - arrivalScv) ** 2) / (3 * load * spread) : ((1 - load) * (arrivalScv - 1)) / (arrivalScv + 4 * serviceScv);
  const correction = Math.exp(-exponent);
  return { waiting: plain * correction, plain, correction };
}
