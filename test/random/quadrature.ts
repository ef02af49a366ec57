/** Numerical integrals that know nothing of the closed forms they check. */

const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const WEIGHTS = [0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908];

/** Points and weights of Gauss–Legendre quadrature with five points on each of `panels` equal panels. */
export function rule(from: number, to: number, panels: number): { readonly at: number; readonly weight: number }[] {
  const half = (to - from) / panels / 2;
  return Array.from({ length: panels * 5 }, (_, i) => ({
    at: from + half * (2 * Math.floor(i / 5) + 1 + NODES[i % 5]),
    weight: half * WEIGHTS[i % 5],
  }));
}

/** The same for the measure f(x) dx on positive x over very many decades: panels are equal in ln x. */
export function measure(density: (x: number) => number, from: number, to: number, panels: number): { readonly x: number; readonly mass: number }[] {
  return rule(Math.log(from), Math.log(to), panels).map(({ at, weight }) => {
    const x = Math.exp(at);
    const height = density(x);
    return { x, mass: height === 0 ? 0 : weight * x * height };
  });
}
