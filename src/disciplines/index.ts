export { fcfs } from './fcfs.ts';
