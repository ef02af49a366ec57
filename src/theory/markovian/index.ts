/** Queues in which every time is exponential, and what follows from them for any sizes. */
export { mm1 } from './mm1.ts';
export { mmc } from './mmc.ts';
export { mmck } from './mmck.ts';
export { mmcc } from './mmcc.ts';
export { mminf } from './mminf.ts';
export { mmcHeterogeneous } from './mmc-heterogeneous.ts';
export { engset } from './engset.ts';
export { machineRepair } from './machine-repair.ts';
export { erlangA } from './erlang-a.ts';
export { discouraged } from './discouraged.ts';
export { birthDeath } from './birth-death.ts';
export { batchMm1 } from './batch-mm1.ts';
export { bulkService } from './bulk-service.ts';
export { breakdownMm1 } from './breakdown-mm1.ts';
export { retrialMm1 } from './retrial-mm1.ts';
export { retrialMmc } from './retrial-mmc.ts';
