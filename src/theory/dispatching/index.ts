/** Several nodes behind a dispatcher. */
export { randomSplit } from './random-split.ts';
