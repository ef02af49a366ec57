import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { las } from '../../src/disciplines/las.ts';
import { lcfsPreemptive } from '../../src/disciplines/lcfs-preemptive.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { sjf } from '../../src/disciplines/sjf.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import * as dispatchers from '../../src/dispatchers/index.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { selfChecks } from '../../src/lab/checks.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { Source } from '../../src/model.ts';
import { discrete } from '../../src/random/distributions/discrete.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../src/random/distributions/hyperexponential.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { customers, dispatchBy, type Parts, renewals, scenarioOf, serveBy } from '../contract/scenarios.ts';

const mean = (value: number) => exponential.create({ mean: value });
const key = uniform.create({ min: 0, max: 50 });
const withKeys = (source: Source): Source => ({ ...source, key });

const uneven = hyperexponential.create({ mean: 1, scv: 6 });
const pools: Readonly<Record<string, Parts>> = {
  'equal nodes': { nodes: [{}, {}, {}], sources: [withKeys(renewals('jobs', 0, mean(0.5), mean(1)))] },
  'slots, speeds and sizes that differ': {
    nodes: [{ slots: 2, speed: 0.5 }, { speed: 3 }, { slots: 3 }, { speed: 0.25 }],
    sources: [withKeys(renewals('jobs', 0, mean(0.2), uneven))],
  },
  'little room': { nodes: [{ capacity: 2 }, { slots: 2, capacity: 2 }, { capacity: 4 }], capacity: 7, sources: [withKeys(renewals('jobs', 0, mean(0.2), uneven))] },
  'equal times and batches': {
    nodes: [{}, {}, {}],
    sources: [withKeys(renewals('jobs', 0, deterministic.create({ value: 1.5 }), discrete.create({ values: [1, 2], probabilities: [0.5, 0.5] }), 2))],
  },
};

const closed: Parts = { nodes: [{ capacity: 3 }, { slots: 2, speed: 0.5 }, {}], sources: [withKeys(customers('customers', 0, 8, mean(1), mean(1)))] };

const serve = [serveBy(fcfs), serveBy(srpt), serveBy(sjf), serveBy(ps), serveBy(las), serveBy(lcfsPreemptive), serveBy(roundRobin)];

describe.each(Object.values<DispatcherDefinition>(dispatchers).filter(({ name }) => name !== 'central'))('$name', (definition) => {
  test.each(Object.keys(pools))('%s', (name) => {
    for (const params of definition.examples) {
      for (const discipline of serve) {
        const scenario = scenarioOf({ ...pools[name], dispatch: dispatchBy(definition, params), discipline, until: 100, seed: name });
        expect(() => selfChecks(replicate(scenario, 0)), `${discipline.name} ${JSON.stringify(params)}`).not.toThrow();
      }
    }
  });

  test.skipIf(definition.needs.includes('workload'))('a closed population', () => {
    for (const params of definition.examples) {
      for (const discipline of serve) {
        const { recording, account } = replicate(scenarioOf({ ...closed, dispatch: dispatchBy(definition, params), discipline, until: 60 }), 0);
        expect(() => selfChecks({ recording, account }), `${discipline.name} ${JSON.stringify(params)}`).not.toThrow();
        expect(account.unfinished).toBeLessThanOrEqual(8);
      }
    }
  });
});
