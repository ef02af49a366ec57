/** Parameters that several formulas share. */
import { z } from 'zod';
import { positive } from '../params.ts';

/** How much of a formula holds: all of it under fcfs, the means alone under any other order that ignores sizes. */
export type Order = 'fcfs' | 'size-blind';

export const orderParam = z
  .enum(['fcfs', 'size-blind'])
  .default('fcfs')
  .describe('fcfs, or size-blind: any other order that never idles and does not know the sizes; then only means are known');

const SPEED = 'speed: work done per time unit';

export const speedParam = positive(SPEED).default(1).describe(SPEED);
