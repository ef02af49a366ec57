/** Every distribution of sizes, gaps and think times: a new one is a file here and a line below. */
export { exponential } from './exponential.ts';
