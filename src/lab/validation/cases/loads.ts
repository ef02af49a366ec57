/** Loads and sizes that many cases share. */

export const ALL = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95];
export const MAIN = [0.5, 0.8, 0.9];
export const SOME = [0.5, 0.8];
export const LOSSY = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.2, 2];
export const exponential = '{ exponential: { mean: 1 } }';
export const boundedPareto = '{ bounded-pareto: { shape: 1.5, min: 0.4, max: 40 } }';
