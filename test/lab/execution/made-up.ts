import { type Beyond, Ledger } from '../../../src/backends/real/ledger.ts';

/** Nothing beyond a plan of 1. */
export const NOTHING: Beyond = { planned: 1, size: 0, arrival: 0, restart: 0, dispatch: 0, service: 0 };

/** So many jobs, each of which took that beyond its plan. */
export function calibratedBy(jobs: number, beyond: Beyond): Ledger {
  const ledger = new Ledger();
  for (let job = 0; job < jobs; job++) ledger.add(job, 1, beyond);
  return ledger;
}
