/** Tasks that compute are an amount of work: where workers are more than processors they take longer, and that is accounted for. */
import { describe, expect, it } from 'vitest';
import type { Crew } from '../../src/backends/real/crew.ts';
import { execute } from '../../src/backends/real/execute.ts';
import { Ledger } from '../../src/backends/real/ledger.ts';
import { compute } from '../../src/backends/real/spin.ts';
import { crowdedRate, spinRate } from '../../src/backends/real/spin-rate.ts';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { explainGap } from '../../src/lab/execution/gap.ts';
import { measure } from '../../src/lab/execution/measure.ts';
import type { Watcher } from '../../src/model.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import type { Scenario } from '../../src/scenario.ts';
import { dispatchBy, type Parts, renewals, scenarioOf, serveBy, traceOf } from '../contract/scenarios.ts';
import { crews } from './crews.ts';
import { virtual, VirtualCrew, type VirtualMachine } from './virtual-crew.ts';

describe('a step', () => {
  it('is one of the generator: its first numbers are those that are published', () => {
    // Press et al., Numerical Recipes in C, second edition, section 7.1, "An Even Quicker Generator".
    const published = [0x3c6ef35f, 0x47502932, 0xd1ccf6e9, 0xaaf95334, 0x6252e503, 0x9f2ec686, 0x57fe6c2d, 0xa3d95fa8];
    for (const [i, number] of published.entries()) expect(compute(i + 1, 0) >>> 0).toBe(number);
  });

  it('comes after the one before, however many are done at once', () => {
    expect(compute(700, compute(300, 5))).toBe(compute(1000, 5));
  });
});

const ignore = () => {};

/** When each job of a trace, told by its class, was done, and what the ledger has of it. */
async function played(jobs: readonly (readonly [arrival: number, size: number])[], machine: VirtualMachine, parts: Parts) {
  const scenario = scenarioOf({ ...traceOf(jobs.map(([arrival, size]) => ({ arrival, size, priority: 0 }))), jobs: jobs.length, ...parts });
  const done: number[] = [];
  const watcher: Watcher = { entered: ignore, lost: ignore, busy: ignore, joined: ignore, left: ignore, down: ignore, began: ignore, ended: ignore, completed: (now, job) => (done[job] = Number(now.toFixed(6))) };
  const ledger = new Ledger();
  await execute(scenario, 0, virtual(machine), { task: 'spin', spinRate: machine.rate, unit: 1, ledger, watcher });
  return { scenario, done, ledger };
}

describe('on a made-up machine', () => {
  it('two workers with one processor take twice as long, and that is service inflation', async () => {
    const { done, ledger } = await played([[0, 1], [0, 1], [5, 1]], { processors: 1, rate: 1000 }, { nodes: [{}, {}], dispatch: dispatchBy(jsq) });
    expect(done).toEqual([2, 2, 6]);
    for (const [job, service] of [1, 1, 0].entries()) {
      expect(ledger.of(job, 1, 0)!.planned).toBeCloseTo(1, 6);
      expect(ledger.of(job, 1, 0)!.service).toBeCloseTo(service, 6);
      expect(ledger.of(job, 1, 0)!.dispatch).toBeCloseTo(0, 6);
    }
  });

  it('a task that is interrupted comes back with the work that is left of it, not with what the clock says', async () => {
    // Half a processor: by 2, 1 of 4 is done; the other takes 1 for its 0.5; the 3 that are left take 6.
    const half = { processors: 0.5, rate: 1e6 };
    const { scenario, done, ledger } = await played([[0, 4], [2, 0.5]], half, { nodes: [{}], discipline: serveBy(srpt) });
    expect(done).toEqual([9, 3]);
    expect(ledger.of(0, 1, 0)!.planned).toBeCloseTo(3, 6);
    expect(ledger.of(0, 1, 0)!.service).toBeCloseTo(4, 6);
    // 3.2 is more than the 3 that are left, and less than 4: what matters is what is left of the work.
    expect((await played([[0, 4], [2, 2.9]], half, { nodes: [{}], discipline: serveBy(srpt) })).done[1]).toBeCloseTo(7.8, 5);
    expect((await played([[0, 4], [2, 3.2]], half, { nodes: [{}], discipline: serveBy(srpt) })).done[0]).toBeCloseTo(8, 5);
    expect(scenario.pool.recovery).toBeUndefined();
  });

  it('goes by the clock where workers do not tell how far they are', async () => {
    const { done } = await played([[0, 4], [2, 0.5]], { processors: 0.5, rate: 1e6, tells: false }, { nodes: [{}], discipline: serveBy(srpt) });
    expect(done).toEqual([7, 3]);
  });

  it.each([
    { name: 'fcfs', discipline: serveBy(fcfs) },
    { name: 'srpt', discipline: serveBy(srpt) },
  ])('what contention does to the mean response is explained by service inflation: $name', async ({ discipline }) => {
    const scenario: Scenario = scenarioOf({ sources: [renewals('jobs', 0, exponential.create({ mean: 1 }), exponential.create({ mean: 1 }))], nodes: [{}, {}, {}], jobs: 400, dispatch: dispatchBy(jsq), discipline });
    const ledger = new Ledger();
    const runs = [await execute(scenario, 0, virtual({ processors: 2, rate: 1e6 }), { task: 'spin', spinRate: 1e6, unit: 1, ledger })];
    const plain = [replicate(scenario, 0)];
    const stretch = { cut: 0, ends: [Math.min(runs[0].recording.sections.length, plain[0].recording.sections.length)] };
    const gap = explainGap(scenario, [ledger], measure(plain, stretch, scenario, 0.95), measure(runs, stretch, scenario, 0.95), stretch, 0.95);
    const [arrival, dispatch, service] = gap.parts;
    expect(gap.parts.map(({ cause }) => cause)).toEqual(['arrival lateness', 'dispatch overhead', 'service inflation']);
    expect(gap.real).toBeGreaterThan(1.05 * gap.simulated);
    for (const none of [arrival, dispatch]) expect(Math.abs(none.total)).toBeLessThan(1e-3);
    expect(Math.abs(gap.rest)).toBeLessThan(0.05 * service.total);
  });

  it('is measured alone, and with all slots busy', async () => {
    const crew = new VirtualCrew([0, 1, 2, 3], { processors: 2, rate: 5000 });
    const alone = await spinRate(crew);
    expect(alone).toBeCloseTo(5000, 3);
    expect(await crowdedRate(crew, 4, alone)).toBeCloseTo(2500, 3);
  });
});

describe.each(crews)('a worker of $backend', ({ hire }) => {
  it('does the steps that it is given, and is interrupted before', async () => {
    const crew: Crew = await hire([0]);
    try {
      const rate = await spinRate(crew);
      expect(rate).toBeGreaterThan(1000);
      const news = async () => {
        let slot = crew.next();
        for (; slot < 0; slot = crew.next()) await (crew.wait(20) ?? new Promise((passed) => setImmediate(passed)));
        return slot;
      };
      crew.begin(0, { kind: 'spin', steps: 1e15 });
      while (crew.steps && crew.steps(0) === 0) await new Promise((passed) => setTimeout(passed, 1));
      crew.begin(0, { kind: 'spin', steps: 2 ** 20 + 1 });
      expect(await news()).toBe(0);
      expect(crew.failure(0)).toBeUndefined();
      if (crew.steps) expect(crew.steps(0)).toBe(2 ** 20 + 1);
      // No worker is faster than the fastest it has been by more than clocks and processors vary.
      expect((2 ** 20 + 1) / crew.worked(0)).toBeLessThan(2 * rate);
    } finally {
      await crew.dismiss();
    }
  });
});
