/** Mean response by size under SRPT, for sizes with a density. */
import type { Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { panels, running } from '../numeric/quadrature.ts';

export interface BySize {
  /** Mean response and mean slowdown of jobs whose service times have a given distribution (it may be a part of the whole). */
  average(part: Distribution): { readonly response: number; readonly slowdown: number };
}

/**
 * E[T(x)] = λ ∫₀ˣ t P[S > t] dt / (1 − ρ(x))² + ∫₀ˣ dt / (1 − ρ(t)),  ρ(x) = λ E[S; S ≤ x],
 * with 2 ∫₀ˣ t P[S > t] dt = E[S²; S ≤ x] + x² P[S > x].
 * Everything is integrated in log x, since sizes may spread over ten decades, and tails from the right, so that
 * P[S > x] and 1 − ρ(x) keep their relative precision.
 * Source: Schrage and Miller 1966, Operations Research 14; Harchol-Balter 2013, chapter 33.
 */
export function schrageMiller(lambda: number, service: Distribution): BySize {
  const density = (x: number) => finite(service.density!(x));
  const [from, to] = range(service, density);
  const grid = panels((u) => density(Math.exp(u)) * Math.exp(u), Math.log(from), Math.log(to), { width: 0.25, breaks: landmarks(service) });
  const size = grid.x.map(Math.exp);
  const mass = size.map((x) => density(x) * x);
  const zeroth = running(grid, mass);
  const first = running(grid, mass.map((m, i) => m * size[i]));
  const second = running(grid, mass.map((m, i) => m * size[i] * size[i]));
  if (Math.abs(zeroth.total - 1) > 1e-9) throw new ParamError('the density of the sizes could not be integrated', ['size']);
  // What lies beyond the last point matters only where the tail is so heavy that the mean hardly exists.
  const beyond = Math.max(0, service.mean - first.total);
  const load = lambda * service.mean;
  const free = first.beyond.map((rest) => 1 - load + lambda * (Math.max(0, rest) + beyond));
  const residence = running(grid, size.map((x, i) => x / free[i]));
  const response = size.map((x, i) => {
    // Multiplied in this order, since x² may overflow where the product does not.
    const work = second.upTo[i] + Math.max(0, zeroth.beyond[i]) * x * x;
    return (lambda * work) / (2 * free[i] ** 2) + from + residence.upTo[i];
  });
  return {
    average(part) {
      const own = part.density!;
      let [mean, slowdown, covered, count] = [0, 0, 0, 0];
      for (let i = 0; i < size.length; i++) {
        const weight = grid.weight[i] * finite(own(size[i]));
        mean += weight * size[i] * response[i];
        slowdown += weight * response[i];
        covered += weight * size[i] * size[i];
        count += weight * size[i];
      }
      // The largest jobs get about what the others leave, 1 − ρ of the slot.
      mean += Math.max(0, part.mean - covered) / (1 - load);
      return { response: mean, slowdown: slowdown + Math.max(0, 1 - count) };
    },
  };
}

/** Where the density, and x times it, can be neglected on either side. */
function range(service: Distribution, density: (x: number) => number): [number, number] {
  let [from, to] = [service.mean, service.mean];
  if (service.support[0] > 0) from = service.support[0];
  else while (from > 1e-290 && service.cdf(from) > 1e-17) from /= 2;
  if (service.support[1] < Infinity) to = service.support[1];
  else while (to < 1e290 && (density(to) * to * to > 1e-18 * service.mean || service.cdf(to) < 1 - 1e-12)) to *= 2;
  return [from, to];
}

/** Points round the mean, so that no panel steps over a narrow peak. */
function landmarks({ mean, variance }: Distribution): number[] {
  const deviation = Math.sqrt(variance);
  if (deviation === Infinity) return [];
  return [-8, -4, -2, -1, 0, 1, 2, 4, 8].map((k) => mean + k * deviation).filter((x) => x > 0).map(Math.log);
}

/** A density that overflows to no number does so where it is 0. */
function finite(x: number): number {
  return Number.isFinite(x) ? x : 0;
}
