import type { Distribution } from '../model.ts';
import { ParamError } from '../params.ts';

/** Refuses batches that are not of whole numbers of jobs, 1 or more. */
export function refuseBrokenBatch(batch: Distribution): void {
  const whole = batch.masses ? Array.from(batch.masses().values).every(Number.isInteger) : batch.atoms;
  if (!whole || batch.support[0] < 1) throw new ParamError(`a batch must have a whole number of jobs, 1 or more, which ${batch.name} need not be`, ['batch']);
}
