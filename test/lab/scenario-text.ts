/** Scenario files for tests, a few words each. */
import type { ScenarioError } from '../../src/lab/scenario/faults.ts';
import { type LoadedScenario, loadScenario } from '../../src/lab/scenario/load-scenario.ts';

export const TRACE = 'time,size,class\n0,1,a\n1,3,b\n2,2,a\n4,6,a\n';

/** Poisson jobs of class `job` with more said of them where wanted. */
export const poisson = (more = '', name = 'job') => `{ class: ${name}, process: poisson, rate: 0.2, size: { exponential: { mean: 1 } }${more && `, ${more}`} }`;
export const closed = (name = 'users') => `{ class: ${name}, process: { closed: { population: 3, think: { exponential: { mean: 1 } } } }, size: { exponential: { mean: 1 } } }`;
export const traced = (name = 'a', more = '') => `{ class: ${name}, process: { trace: { file: trace.csv } }${more && `, ${more}`} }`;

export function load(arrivals: readonly string[], pool: string, run = '{ jobs: 1000 }'): LoadedScenario {
  const text = `name: test\narrivals: [${arrivals.join(', ')}]\npool: ${pool}\nrun: ${run}\n`;
  return loadScenario('f', text, { read: () => TRACE });
}

/** `pool.dispatch: what is wrong`, one line a fault; none where the scenario is fine. */
export function faultsOf(arrivals: readonly string[], pool: string, run?: string): string[] {
  try {
    load(arrivals, pool, run);
    return [];
  } catch (error) {
    return (error as ScenarioError).faults.map(({ path, message }) => `${path.map((key) => (typeof key === 'number' ? `[${key}]` : key)).join('.').replaceAll('.[', '[')}: ${message}`);
  }
}
