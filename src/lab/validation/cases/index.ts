/** Every case, family by family. */
import { type Family, type PathCase, scenarioCase, type ScenarioCase } from '../case.ts';
import { dispatching } from './dispatching.ts';
import { general } from './general.ts';
import { laws } from './laws.ts';
import { markovian } from './markovian.ts';
import { matrixAnalytic } from './matrix-analytic.ts';
import { networks } from './networks.ts';
import { scheduling } from './scheduling.ts';
import { staffing } from './staffing.ts';

const FAMILIES: readonly Family[] = [markovian, matrixAnalytic, general, scheduling, dispatching, networks, laws, staffing];

export const CASES: readonly ScenarioCase[] = FAMILIES.flatMap(({ sketches }) => sketches.map(scenarioCase));
export const PATHS: readonly PathCase[] = FAMILIES.flatMap(({ paths }) => paths);

export function caseNamed(name: string): ScenarioCase {
  return named(CASES, name);
}

export function pathNamed(name: string): PathCase {
  return named(PATHS, name);
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`no case is named ${name}`);
  return found;
}
