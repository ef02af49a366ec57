import type { Distribution } from '../../model.ts';
import { fcfsTails } from '../general/fcfs-tails.ts';
import { integrate } from '../numeric/quadrature.ts';
import { measureOf } from '../numeric/measure.ts';
import { sizesOf } from './sizes.ts';

/**
 * Var T under processor sharing of the jobs whose service times are `own` among all; undefined where it is not computed.
 * Var T(x) = 2/(1−ρ)² ∫₀ˣ (x−t) P[W > t] dt, where W is the wait in the same queue under first come, first served;
 * over all x, ∫ E[(S−t)⁺] P[W > t] dt is left. Source: Yashkov 1983; Ott 1984, Journal of Applied Probability 21.
 */
export function psVariance(lambda: number, service: Distribution, own: Distribution): number | undefined {
  if (own.variance === Infinity) return Infinity;
  const wait = fcfsTails(lambda, service);
  if (!wait) return undefined;
  const { at } = sizesOf(own);
  const left = (t: number) => {
    const [longer, theirs] = at(t).beyond;
    return Math.max(0, theirs - t * longer);
  };
  const bends = [...measureOf(own).values, ...(service.support[0] > 0 ? [service.support[0]] : [])];
  const from = 1e-12 * own.mean;
  let to = own.mean;
  while (to < own.support[1] && left(to) > 1e-14 * own.mean) to *= 2;
  const inner = integrate((t) => left(t) * wait.waiting(t), from, to, { logarithmic: true, width: 0.5, breaks: bends.filter((x) => x > from && x < to) });
  const free = 1 - lambda * service.mean;
  // Below `from` nothing has changed yet.
  return (2 * (inner + from * own.mean * wait.waiting(0)) + own.variance) / free ** 2;
}
