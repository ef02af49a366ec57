/** Every formula: a new one is a file here and a line below. */
export { mm1 } from './mm1.ts';
export { mmc } from './mmc.ts';
export { mmck } from './mmck.ts';
export { mmcc } from './mmcc.ts';
export { mminf } from './mminf.ts';
export { mg1 } from './mg1.ts';
export { mg1Ps } from './mg1-ps.ts';
export { mg1Srpt } from './mg1-srpt.ts';
export { randomSplit } from './random-split.ts';
