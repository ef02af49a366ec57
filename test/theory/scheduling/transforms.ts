/** Response times by size from Laplace transforms: another way to moments than the balance of work that the formulas use. */

type Transform = (s: number) => number;

/** Single sizes with their probabilities. */
export type Values = readonly (readonly [size: number, probability: number])[];

/** Mean and variance from a transform that is analytic at 0, by central differences of order 8. */
export function momentsOf(transform: Transform, step: number): { mean: number; variance: number } {
  const at = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((k) => (k === 0 ? 1 : transform(k * step)));
  const sum = (weights: readonly number[]) => weights.reduce((all, w, i) => all + w * at[i], 0);
  const mean = -sum([1 / 280, -4 / 105, 1 / 5, -4 / 5, 0, 4 / 5, -1 / 5, 4 / 105, -1 / 280]) / step;
  const square = sum([-1 / 560, 8 / 315, -1 / 5, 8 / 5, -205 / 72, 8 / 5, -1 / 5, 8 / 315, -1 / 560]) / step ** 2;
  return { mean, variance: square - mean ** 2 };
}

/** E[e^{−sA}; A among the values]: not normalised, so that at 0 it is their probability. */
const sum = (values: Values): Transform => (s) => values.reduce((all, [size, p]) => all + p * Math.exp(-s * size), 0);
const load = (values: Values) => values.reduce((all, [size, p]) => all + p * size, 0);

/** σ(s) = s + λ(1 − B(s)): how transforms change where every newcomer among `values` opens a busy period. Takács 1955. */
export function stretched(lambda: number, values: Values): Transform {
  const share = sum(values)(0);
  return (s) => {
    let busy = share;
    for (let i = 0; i < 2000; i++) busy = sum(values)(s + lambda * (share - busy));
    return s + lambda * (share - busy);
  };
}

/** The work of `first` and of `others`, who begin only when there is none: the M/G/1 queue with exceptional work at an empty system. */
export function work(lambda: number, first: Values, others: Values): Transform {
  const idle = 1 - lambda * load(first) - lambda * load(others);
  return (s) => (idle * s + lambda * (sum(others)(0) - sum(others)(s))) / (s - lambda * (sum(first)(0) - sum(first)(s)));
}
