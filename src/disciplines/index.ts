/** Every scheduling policy: a new one is a file here and a line below. */
export { fcfs } from './fcfs.ts';
export { las } from './las.ts';
export { lcfs } from './lcfs.ts';
export { lcfsPreemptive } from './lcfs-preemptive.ts';
export { priority } from './priority.ts';
export { ps } from './ps.ts';
export { psjf } from './psjf.ts';
export { roundRobin } from './round-robin.ts';
export { sjf } from './sjf.ts';
export { srpt } from './srpt.ts';
