/** Every metric: a new one is a file here and a line below. */
export { response } from './response.ts';
export { waiting } from './waiting.ts';
export { slowdown } from './slowdown.ts';
export { number } from './number.ts';
export { queue } from './queue.ts';
export { utilisation } from './utilisation.ts';
export { throughput } from './throughput.ts';
export { loss } from './loss.ts';
export { missed } from './missed.ts';
export { dead } from './dead.ts';
export { tries } from './tries.ts';
export { availability } from './availability.ts';
export { waste } from './waste.ts';
export { drained } from './drained.ts';
