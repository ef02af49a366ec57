/** A worker thread of a validation: runs the trials that it is asked for. */
import { workerData } from 'node:worker_threads';
import { runTrial, type Trial } from '../validation/trials.ts';
import { answering } from './answer.ts';
import type { Errand } from './validate.ts';

const { depth, chance } = workerData as Errand;

export default answering((trial: Trial) => runTrial(trial, depth, chance));
