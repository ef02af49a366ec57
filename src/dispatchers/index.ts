/** Every load-balancing policy: a new one is a file here and a line below. */
export { central } from './central.ts';
export { joinBelowThreshold } from './join-below-threshold.ts';
export { joinIdleQueue } from './join-idle-queue.ts';
export { jsq } from './jsq.ts';
export { leastConnections } from './least-connections.ts';
export { leastWorkLeft } from './least-work-left.ts';
export { powerOfD } from './power-of-d.ts';
export { random } from './random.ts';
export { roundRobin } from './round-robin.ts';
export { shortestExpectedDelay } from './shortest-expected-delay.ts';
export { weightedRoundRobin } from './weighted-round-robin.ts';
