/** Queues with gaps or sizes of any distribution, first come first served. */
export { md1 } from './md1.ts';
export { mdc } from './mdc.ts';
export { mg1 } from './mg1.ts';
