import { Complex } from 'complex.js';
import type { ComplexValue, Distribution } from '../../model.ts';
import { ParamError } from '../../params.ts';
import { laplaceOf } from './laplace.ts';
import { rangeOf } from './range.ts';

/**
 * E[e^(−sX)] for complex s with Re s ≥ 0: the closed form, or the density as polynomials piece by piece, each transformed exactly;
 * then to an absolute 1e-13, whatever s and however heavy the tail. Where few evaluations follow, mind that the pieces
 * (about a hundred) are found at the first one.
 * Throws a ParamError where there is neither a closed form nor a density.
 */
export function transformOf(distribution: Distribution): (s: ComplexValue) => Complex {
  const { name, transform, parts, density, atoms } = distribution;
  if (transform) return (s) => new Complex(transform(s));
  if (parts) {
    const each = parts.map((part) => ({ weight: part.weight, of: transformOf(part.distribution) }));
    return (s) => each.reduce((sum, { weight, of }) => sum.add(of(s).mul(weight)), new Complex(0));
  }
  if (!density || atoms) throw new ParamError(`the transform of ${name} sizes is not known: it has no density`, ['size']);
  let integral: ((s: ComplexValue) => ComplexValue) | undefined;
  return (s) => new Complex((integral ??= byPieces(distribution))(s));
}

function byPieces(distribution: Distribution): (s: ComplexValue) => ComplexValue {
  const { cdf, density } = distribution;
  const { from, to, landmarks } = rangeOf(distribution);
  const middle = laplaceOf((x) => density!(x), [from, ...landmarks, to]);
  // What lies below is as good as 0, and of what lies above hardly anything is left.
  const [below, above] = [cdf(from), 1 - cdf(to)];
  return (s) => {
    const inner = middle(s);
    return { re: inner.re + below + (s.re === 0 && s.im === 0 ? above : 0), im: inner.im };
  };
}
