import { normalBelow } from '../../random/special.ts';
import { rootBetween } from '../numeric/roots.ts';

/**
 * The limit of P[wait] in M/M/c as c grows while (1−ρ)√c → β > 0: [1 + βΦ(β)/φ(β)]⁻¹.
 * Source: Halfin and Whitt 1981, Operations Research 29.
 */
export function halfinWhittWait(beta: number): number {
  return Math.exp(logWait(beta));
}

/** The β at which the limit is a given probability, 0 < p < 1. */
export function betaFor(wait: number): number {
  let beyond = 1;
  while (logWait(beyond) > Math.log(wait)) beyond *= 2;
  return rootBetween((beta) => logWait(beta) - Math.log(wait), 0, beyond);
}

/** In logarithms, since φ(β) underflows from β = 39. */
function logWait(beta: number): number {
  const odds = Math.log(beta * normalBelow(beta) * Math.sqrt(2 * Math.PI)) + beta ** 2 / 2;
  return odds > 0 ? -odds - Math.log1p(Math.exp(-odds)) : -Math.log1p(Math.exp(odds));
}
