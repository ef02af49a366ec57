/**
 * The root of a continuous function between two points at which its signs differ.
 * To about the precision of a double; the interval always shrinks, so it ends whatever the function.
 * Source: Chandrupatla 1997, Advances in Engineering Software 28 (bisection or inverse quadratic interpolation).
 */
export function rootBetween(f: (x: number) => number, from: number, to: number): number {
  let [a, b, c] = [to, from, from];
  let [fa, fb] = [f(a), f(b)];
  let fc = fb;
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Math.sign(fa) === Math.sign(fb)) throw new Error(`no change of sign between ${from} and ${to}`);
  let step = 0.5;
  for (let i = 0; i < 200; i++) {
    const x = a + step * (b - a);
    const fx = f(x);
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, b, fc, fb] = [b, a, fb, fa];
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const tolerance = (2 * Number.EPSILON * Math.abs(best)) / Math.abs(b - c);
    if (tolerance > 0.5 || fa === 0) return best;
    step = Math.min(1 - tolerance, Math.max(tolerance, interpolated(a, b, c, fa, fb, fc)));
  }
  return a;
}

/** Where between a (0) and b (1) to look next. */
function interpolated(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const place = (a - b) / (c - b);
  const height = (fa - fb) / (fc - fb);
  // Inverse quadratic interpolation is safe only where the inverse is monotone through the three points.
  if (height ** 2 >= place || (1 - height) ** 2 >= 1 - place) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}
