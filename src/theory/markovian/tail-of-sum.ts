/** P[X + Y > t] for independent exponentials of rates a and b; without cancellation where the rates are near. */
export function tailOfSum(a: number, b: number, t: number): number {
  const gap = Math.abs(a - b) * t;
  const ratio = gap === 0 ? 1 : -Math.expm1(-gap) / gap;
  return Math.exp(-a * t) + a * t * Math.exp(-Math.min(a, b) * t) * ratio;
}
