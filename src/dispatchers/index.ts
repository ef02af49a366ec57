/** Every load-balancing policy: a new one is a file here and a line below. */
export { central } from './central.ts';
export { jsq } from './jsq.ts';
export { powerOfD } from './power-of-d.ts';
export { random } from './random.ts';
export { roundRobin } from './round-robin.ts';
