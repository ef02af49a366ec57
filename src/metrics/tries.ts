import { metric } from './define.ts';

export const tries = metric({
  name: 'tries',
  about: 'Tries begun, those of backups counted, per job that left or was given up.',
  source: 'Dean and Ghemawat 2004, MapReduce, section 3.3 (re-execution)',
  unit: 'ratio',
  of: ({ tried, completed }) => ({ mean: tried && completed + tried.dead > 0 ? tried.tries / (completed + tried.dead) : undefined }),
});
