import type { Stream } from '../model.ts';

/** A gamma variate of scale 1 and shape 1 or more. Source: Marsaglia and Tsang 2000. */
export function gammaVariate(shape: number, stream: Stream): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const v = 1 + c * x;
    if (v <= 0) continue;
    const cube = v * v * v;
    if (Math.log(1 - stream.uniform()) < (x * x) / 2 + d * (1 - cube + Math.log(cube))) return d * cube;
  }
}
