import { expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { Stream } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';
import { identified } from './identified.ts';
import { disciplines, dispatchers, holdsFor, label } from './laws.ts';
import { completionsOf, type Path, pathOf, streamsOf } from './observe.ts';
import { expectSame } from './same.ts';
import { pools, scenarioFor, workloads } from './spread.ts';

const pairs = dispatchers.flatMap((dispatch) => disciplines.map((discipline) => ({ name: `${label(dispatch)} with ${label(discipline)}`, dispatch, discipline })));
const fourNodes = pools.find(({ name }) => name === 'four nodes')!;
const unequal = pools.find(({ name }) => name === 'unequal nodes')!;

/** The sizes and the gaps or thinking times that each source draws, in order. */
function drawn(scenario: Scenario): ReadonlyMap<string, readonly number[]> {
  const log = new Map<string, number[]>();
  const record = (key: string, value: number) => {
    if (!log.has(key)) log.set(key, []);
    log.get(key)!.push(value);
    return value;
  };
  const sources = scenario.sources.map((source) => {
    const { process, name } = source;
    const size = { ...source.size!, sample: (chance: Stream) => record(`size ${name}`, source.size!.sample(chance)) };
    if (process.mechanism === 'closed') {
      const think = { ...process.think, sample: (chance: Stream) => record(`think ${name}`, process.think.sample(chance)) };
      return { ...source, size, process: { ...process, think } };
    }
    if (process.mechanism === 'recorded') return { ...source, size };
    const begin = (chance: Stream) => {
      const gaps = process.begin(chance);
      return { next: () => record(`gap ${name}`, gaps.next()) };
    };
    return { ...source, size, process: { ...process, begin } };
  });
  pathOf({ ...scenario, sources });
  return log;
}

const reference = workloads.map((workload) => drawn(scenarioFor(fourNodes, workload, dispatchers[0], disciplines[0])));

/** The completions without the class, which a recording has one of for every job. */
function withoutClass(scenario: Scenario): Path {
  return completionsOf(pathOf(scenario)).map(([event, now, , ...rest]) => [event, now, ...rest]);
}

for (const { name, dispatch, discipline } of pairs) {
  test.runIf(holdsFor('same seed, same bits', dispatch, discipline))(`same seed, same bits: ${name}`, () => {
    for (const workload of workloads) {
      const scenario = scenarioFor(unequal, workload, dispatch, discipline);
      expectSame(replicate(scenario, 1), replicate(scenario, 1), scenario.name);
    }
  });

  test.runIf(holdsFor('same seed, same bits', dispatch, discipline))(`other seeds and replications differ: ${name}`, () => {
    const scenario = scenarioFor(fourNodes, workloads[0], dispatch, discipline);
    const first = replicate(scenario, 0);
    expect(replicate({ ...scenario, seed: 'other' }, 0).account).not.toEqual(first.account);
    expect(replicate(scenario, 1).account).not.toEqual(first.account);
  });

  test.runIf(holdsFor('common random numbers', dispatch, discipline))(`meets the same jobs as any other: ${name}`, () => {
    for (const [i, workload] of workloads.entries()) {
      const log = drawn(scenarioFor(fourNodes, workload, dispatch, discipline));
      expect([...log.keys()].toSorted()).toEqual([...reference[i].keys()].toSorted());
      for (const [key, values] of log) {
        const both = Math.min(values.length, reference[i].get(key)!.length);
        expect(both).toBeGreaterThan(20);
        expectSame(values.slice(0, both), reference[i].get(key)!.slice(0, both), `${workload.name}, ${key}`);
      }
    }
  });

  test.runIf(holdsFor('recording replays', dispatch, discipline))(`a recording of the arrivals replays the run: ${name}`, () => {
    const scenario = scenarioFor(fourNodes, workloads[0], dispatch, discipline);
    const known = identified(scenario, streamsOf(scenario));
    expectSame(withoutClass(known.scenario), withoutClass(scenario));
  });
}
