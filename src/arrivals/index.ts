/** Every arrival process: a new one is a file here and a line below. */
export { batch } from './batch.ts';
export { closed } from './closed.ts';
export { deterministic } from './deterministic.ts';
export { mmpp } from './mmpp.ts';
export { poisson } from './poisson.ts';
export { renewal } from './renewal.ts';
export { schedule } from './schedule.ts';
export { trace } from './trace.ts';
