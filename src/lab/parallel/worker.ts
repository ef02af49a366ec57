/** A worker thread: loads each scenario once, as it is asked for, then runs the replications that it is asked for. */
import { workerData } from 'node:worker_threads';
import { replicate, type Replicate } from '../../backends/simulated/replicate.ts';
import type { Scenario } from '../../scenario.ts';
import type { Override } from '../scenario/document.ts';
import { ScenarioError } from '../scenario/faults.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Task } from '../study/play.ts';
import { importModules } from './import-modules.ts';
import type { Parcel, Refused } from './pool.ts';

const { file, text, overrides, files, modules, cells = [[]] } = workerData as Parcel;
const imported = Object.keys(modules).length > 0 ? await importModules(modules) : {};

/** Scenarios of a study come point by point: those of long ago are not asked for again. */
const MOST_KEPT = 64;
const scenarios = new Map<number, Scenario>();

export default function run({ cell, index, changes = cells[cell] }: Task): Replicate | Refused {
  try {
    return replicate(scenarios.get(cell) ?? load(cell, changes), index);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const { file: inFile, faults } = error;
    return { file: inFile, faults };
  }
}

function load(cell: number, changes: readonly Override[]): Scenario {
  if (scenarios.size === MOST_KEPT) scenarios.clear();
  const { scenario } = loadScenario(file, text, { overrides: [...overrides, ...changes], read: (name) => files[name], modules: imported });
  scenarios.set(cell, scenario);
  return scenario;
}
