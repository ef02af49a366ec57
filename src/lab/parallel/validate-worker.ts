/** A worker thread of a validation: runs the trials that it is asked for. */
import { workerData } from 'node:worker_threads';
import { type Outcome, runTrial, type Trial } from '../validation/trials.ts';
import type { Errand } from './validate.ts';

const { depth, chance } = workerData as Errand;

export default function run(trial: Trial): Promise<Outcome> {
  return runTrial(trial, depth, chance);
}
