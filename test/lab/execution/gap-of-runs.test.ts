/** The gap of whole runs on a made-up machine: the simulator has the failures that the scenario has, and what machines make of them is explained. */
import { expect, it } from 'vitest';
import { execute } from '../../../src/backends/real/execute.ts';
import { Ledger } from '../../../src/backends/real/ledger.ts';
import { replicate } from '../../../src/backends/simulated/replicate.ts';
import { jsq } from '../../../src/dispatchers/jsq.ts';
import { explainGap } from '../../../src/lab/execution/gap.ts';
import { measure } from '../../../src/lab/execution/measure.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import type { Faults, Recovery, Scenario } from '../../../src/scenario.ts';
import { virtual, type VirtualMachine } from '../../backends/virtual-crew.ts';
import { dispatchBy, renewals, scenarioOf } from '../../contract/scenarios.ts';

/** `tasks`: of a job; the load is the same whatever they are. */
async function gapOf(machine: Partial<VirtualMachine>, seed: string, { tasks, ...parts }: { readonly faults?: Faults; readonly recovery?: Recovery; readonly tasks?: number }) {
  const source = renewals('jobs', 0, exponential.create({ mean: 4 * (tasks ?? 1) }), exponential.create({ mean: 10 }));
  const sources = [tasks === undefined ? source : { ...source, tasks: deterministic.create({ value: tasks }) }];
  const scenario: Scenario = scenarioOf({ seed, sources, nodes: [{}, {}, {}, {}, {}, {}], jobs: 2000, dispatch: dispatchBy(jsq), ...parts });
  const ledger = new Ledger();
  const runs = [await execute(scenario, 0, virtual({ processors: 8, rate: 1e6, ...machine }), { task: 'sleep', unit: 1, ledger })];
  const plain = [replicate(scenario, 0)];
  const stretch = { cut: 0, ends: [Math.min(runs[0].recording.sections.length, plain[0].recording.sections.length)] };
  return explainGap(scenario, [ledger], measure(plain, stretch, scenario, 0.95), measure(runs, stretch, scenario, 0.95), stretch, 0.95);
}

const retry = { limit: 3, backoff: { first: 5, factor: 2, atMost: 100, jitter: 'full' as const } };
const E = (mean: number) => exponential.create({ mean });

const heartbeat = { every: 20, misses: 3 };
const crashes = { up: E(2000), repair: E(100) };
const failure = { probability: 0.1, at: 'end' as const };

it.each<[string, Faults, Recovery]>([
  ['errors', { failure }, { sizes: 'same', retry }],
  ['hangs, after which workers are replaced', { hang: 0.02 }, { sizes: 'same', retry, timeout: 200 }],
  ['timeouts that healthy tasks meet too', {}, { sizes: 'same', retry, timeout: 30 }],
  ['crashes', { crashes }, { sizes: 'same', retry, heartbeat }],
  ['all of them', { failure, hang: 0.02, crashes }, { sizes: 'same', retry, timeout: 200, heartbeat }],
])('with %s nothing is left unexplained', async (_, faults, recovery) => {
  const { simulated, real, parts, rest, unforeseen } = await gapOf({ handOver: 1, restart: 20 }, 'failures', { faults, recovery });
  expect(real - simulated).toBeGreaterThan(1);
  expect(Math.abs(rest)).toBeLessThan(1e-6);
  expect(unforeseen).toBeUndefined();
  // Handing over took a millisecond each time, and nothing else took any.
  const { direct } = parts.find(({ cause }) => cause === 'dispatch overhead')!;
  expect(direct).toBeGreaterThan(0.97);
  expect(direct).toBeLessThan(faults.failure ? 1.2 : 1.001);
  expect(parts.find(({ cause }) => cause === 'service inflation')!.direct).toBeLessThan(0.02);
});

it('of jobs of several tasks nothing is left unexplained either', async () => {
  const { simulated, real, parts, rest } = await gapOf({ handOver: 1 }, 'tasks', { tasks: 3 });
  expect(real - simulated).toBeGreaterThan(1);
  expect(Math.abs(rest)).toBeLessThan(1e-6);
  expect(parts.find(({ cause }) => cause === 'dispatch overhead')!.total).toBeGreaterThan(1);
});
