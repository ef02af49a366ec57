/** Every arrival process: a new one is a file here and a line below. */
export { poisson } from './poisson.ts';
