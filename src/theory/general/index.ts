/** Queues with gaps or sizes of any distribution, first come first served. */
export { dm1 } from './dm1.ts';
export { gm1 } from './gm1.ts';
export { gmc } from './gmc.ts';
export { md1 } from './md1.ts';
export { mdc } from './mdc.ts';
export { mg1 } from './mg1.ts';
export { mg1k } from './mg1k.ts';
