/** One slot under other orders than first come, first served. */
export { mg1Ps } from './mg1-ps.ts';
export { mg1Srpt } from './mg1-srpt.ts';
