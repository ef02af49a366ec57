/** A worker thread: loads the scenario once, then runs the replications that it is asked for. */
import { workerData } from 'node:worker_threads';
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Parcel } from './pool.ts';

const { file, text, overrides, files } = workerData as Parcel;
const { scenario } = loadScenario(file, text, { overrides, read: (name) => files[name] });

export default function run(index: number): Replicate {
  return replicate(scenario, index);
}
