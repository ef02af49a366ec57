/** A worker thread: loads each scenario once, as it is asked for, then runs the replications that it is asked for. */
import { workerData } from 'node:worker_threads';
import { replicate } from '../../backends/simulated/replicate.ts';
import type { Scenario } from '../../scenario.ts';
import type { Override } from '../scenario/document.ts';
import { ScenarioError } from '../scenario/faults.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { PolicyModules } from '../modules/from-module.ts';
import { pack } from '../resume/pack.ts';
import type { Task } from '../study/play.ts';
import { answering } from './answer.ts';
import { importModules } from './import-modules.ts';
import type { Parcel, Refused } from './pool.ts';

const { file, text, overrides, files, modules, cells = [[]] } = workerData as Parcel;
/** With the first task, so that it is known of which a module is the death. */
let imported: Promise<PolicyModules> | undefined;

/** Scenarios of a study come point by point: those of long ago are not asked for again. */
const MOST_KEPT = 64;
const scenarios = new Map<number, Scenario>();

/** The replication as bytes: they cross from thread to thread in less time than the object, and are what is kept. */
export default answering(async ({ cell, index, changes = cells[cell] }: Task): Promise<Uint8Array | Refused> => {
  try {
    return pack(replicate(scenarios.get(cell) ?? (await load(cell, changes)), index));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const { file: inFile, faults } = error;
    return { file: inFile, faults };
  }
});

async function load(cell: number, changes: readonly Override[]): Promise<Scenario> {
  if (scenarios.size === MOST_KEPT) scenarios.clear();
  imported ??= Object.keys(modules).length > 0 ? importModules(modules) : Promise.resolve({});
  const { scenario } = loadScenario(file, text, { overrides: [...overrides, ...changes], read: (name) => files[name], modules: await imported });
  scenarios.set(cell, scenario);
  return scenario;
}
