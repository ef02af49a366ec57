/** One slot under other orders than first come, first served. */
export { mg1Achievable } from './mg1-achievable.ts';
export { mg1Conservation } from './mg1-conservation.ts';
export { mg1Dps } from './mg1-dps.ts';
export { mg1Fb } from './mg1-fb.ts';
export { mg1Lcfs } from './mg1-lcfs.ts';
export { mg1Plcfs } from './mg1-plcfs.ts';
export { mg1Priority } from './mg1-priority.ts';
export { mg1PriorityPreemptive } from './mg1-priority-preemptive.ts';
export { mg1Ps } from './mg1-ps.ts';
export { mg1Psjf } from './mg1-psjf.ts';
export { mg1Ros } from './mg1-ros.ts';
export { mg1Rr } from './mg1-rr.ts';
export { mg1Sjf } from './mg1-sjf.ts';
export { mg1Srpt } from './mg1-srpt.ts';
export { mgcPs } from './mgc-ps.ts';
export { mmcPriority } from './mmc-priority.ts';
export { mmcPriorityPreemptive } from './mmc-priority-preemptive.ts';
