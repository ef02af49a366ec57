/** Finite Markov chains in continuous time: build one, and ask where it is in the long run or after a while. */
export { type Chain, explore } from './chain.ts';
export { stationary } from './stationary.ts';
export { transient } from './uniformisation.ts';
