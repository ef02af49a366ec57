import { normalBelow } from '../../random/special.ts';
import { rootBetween } from '../numeric/roots.ts';

/**
 * The limit of P[wait] in M/M/c as c grows while (1−ρ)√c → β > 0: [1 + βΦ(β)/φ(β)]⁻¹.
 * Source: Halfin and Whitt 1981, Operations Research 29.
 */
export function halfinWhittWait(beta: number): number {
  const density = Math.exp(-(beta ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return density / (density + beta * normalBelow(beta));
}

/** The β at which the limit is a given probability, 0 < p < 1. */
export function betaFor(wait: number): number {
  let beyond = 1;
  while (halfinWhittWait(beyond) > wait) beyond *= 2;
  return rootBetween((beta) => Math.log(halfinWhittWait(beta) / wait), 0, beyond);
}
