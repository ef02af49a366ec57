import { type Beyond, Ledger } from '../../../src/backends/real/ledger.ts';

/** So many jobs, each of which took that beyond its plan. */
export function calibratedBy(jobs: number, beyond: Beyond): Ledger {
  const ledger = new Ledger();
  for (let job = 0; job < jobs; job++) ledger.add(job, beyond);
  return ledger;
}
