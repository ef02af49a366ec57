/** Queues in which every time is exponential, and what follows from them for any sizes. */
export { mm1 } from './mm1.ts';
export { mmc } from './mmc.ts';
export { mmck } from './mmck.ts';
export { mmcc } from './mmcc.ts';
export { mminf } from './mminf.ts';
