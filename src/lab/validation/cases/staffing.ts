import type { Family } from '../case.ts';

export const staffing: Family = { sketches: [], paths: [] };
