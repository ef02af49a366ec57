/** Every distribution of sizes, gaps and think times: a new one is a file here and a line below. */
export { boundedPareto } from './bounded-pareto.ts';
export { coxian } from './coxian.ts';
export { deterministic } from './deterministic.ts';
export { discrete } from './discrete.ts';
export { empirical } from './empirical.ts';
export { erlang } from './erlang.ts';
export { exponential } from './exponential.ts';
export { gamma } from './gamma.ts';
export { geometric } from './geometric.ts';
export { hyperexponential } from './hyperexponential.ts';
export { lognormal } from './lognormal.ts';
export { mixture } from './mixture.ts';
export { pareto } from './pareto.ts';
export { phaseType } from './phase-type.ts';
export { uniform } from './uniform.ts';
export { weibull } from './weibull.ts';
export { zipf } from './zipf.ts';
