/** Queues with gaps or sizes of any distribution, first come first served. */
export { mg1 } from './mg1.ts';
