import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import { central } from '../../src/dispatchers/central.ts';
import { redundancyD } from '../../src/dispatchers/redundancy-d.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import type { Replicate } from '../../src/policy.ts';
import { registry } from '../../src/registry.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import { redundancyD as formula } from '../../src/theory/dispatching/redundancy-d.ts';
import { type Dispatch, dispatchBy, renewals, scenarioOf, type Serve, serveBy, traceOf } from '../contract/scenarios.ts';
import { completionsIn } from '../kernel/completions.ts';
import { completionsOfCopies, type CopiedJob, sharings } from './copies-oracle.ts';
import { by, farm, meanResponse, run, z } from './runs.ts';

describe('the exact mean response of Gardner et al. 2017', () => {
  test.each([
    [2, 2, 0.6],
    [3, 2, 0.5],
    [4, 2, 0.8],
    [4, 3, 0.7],
  ])('%i nodes, %i copies, load %f', (nodes, d, load) => {
    const scenario = farm({ nodes: Array.from({ length: nodes }, () => ({})), load, dispatch: by(redundancyD, { d }), jobs: 8000, seed: `redundancy ${nodes} ${d}` });
    const { values } = formula.create({ lambda: load * nodes, mu: 1, nodes, d });
    expect(Math.abs(z(meanResponse(scenario, 8), values['response']))).toBeLessThan(4);
    // A busy node completes jobs at rate μ, whichever copies it works on.
    const [busy, time] = run(scenario).sections.reduce(([b, t], { busyTime, time: length }) => [b + busyTime, t + length], [0, 0]);
    expect(busy / time / nodes).toBeCloseTo(load, 1);
  });
});

/** Jobs of no two equal times. */
function someJobs(count: number, gap: number, nodes: number, d: number, seed: string): readonly CopiedJob[] {
  const chance = stream(seed);
  let arrival = 0;
  return Array.from({ length: count }, () => {
    arrival += gap * chance.exponential();
    const chosen = new Set<number>();
    while (chosen.size < d) chosen.add(chance.integer(nodes));
    return { arrival, size: chance.exponential() ** 2, nodes: [...chosen] };
  });
}

/** Sends each job of a trace where it says. */
function as(jobs: readonly CopiedJob[], cancel: Replicate['cancel']): Dispatch {
  const create = (): Replicate => ({ mechanism: 'replicate', cancel, sizes: 'same', copies: jobs[0].nodes.length, pick: ({ id }, _, chosen) => chosen.set(jobs[id].nodes) });
  return { name: 'as told', params: {}, needs: ['cancel'], create };
}

const traced = (jobs: readonly CopiedJob[], nodes: readonly { readonly speed: number }[], dispatch: Dispatch, discipline: Serve) =>
  completionsIn(scenarioOf({ ...traceOf(jobs.map((job) => ({ ...job, priority: 0 }))), nodes, dispatch, discipline, jobs: jobs.length }));

const known = registry(Object.values(disciplines));

describe('job by job as in a naive simulation', () => {
  const cases = Object.keys(sharings).flatMap((name) => [[1, 1, 1], [1, 2, 0.5, 1]].map((speeds) => ({ name, speeds })));
  test.each(cases)('$name, cancelled on completion, speeds $speeds', ({ name, speeds }) => {
    const jobs = someJobs(300, 0.5, speeds.length, 2, name);
    const seen = traced(jobs, speeds.map((speed) => ({ speed })), as(jobs, 'on completion'), serveBy(known[name]));
    const expected = completionsOfCopies(jobs, speeds, sharings[name], 'on completion');
    for (const [job, time] of expected.entries()) expect(seen[job], `job ${job}`).toBeCloseTo(time, 6);
  });

  test.each([['fcfs', [1, 1, 1]], ['fcfs', [1, 2, 0.5]]])('%s, cancelled on start, speeds %j', (name, speeds) => {
    const jobs = someJobs(300, 0.4, 3, 2, name);
    const seen = traced(jobs, speeds.map((speed) => ({ speed })), as(jobs, 'on start'), serveBy(fcfs));
    const expected = completionsOfCopies(jobs, speeds, sharings[name], 'on start');
    for (const [job, time] of expected.entries()) expect(seen[job], `job ${job}`).toBeCloseTo(time, 8);
  });
});

test('a copy everywhere, taken back on start, is one queue for all, job by job', () => {
  const jobs = someJobs(500, 0.3, 4, 1, 'one queue');
  const nodes = Array.from({ length: 4 }, () => ({ speed: 1 }));
  const [copied, queued] = [by(redundancyD, { d: 4, cancel: 'on-start', sizes: 'same' }), dispatchBy(central)].map((dispatch) => traced(jobs, nodes, dispatch, serveBy(fcfs)));
  for (const [job, time] of queued.entries()) expect(copied[job]).toBeCloseTo(time, 9);
});

test.each(['fcfs', 'srpt', 'ps', 'las', 'round-robin', 'lcfs-preemptive'])('copies of one size everywhere go in step: one node serves as well, under %s', (name) => {
  const jobs = someJobs(300, 1.5, 3, 1, 'in step');
  const nodes = Array.from({ length: 3 }, () => ({ speed: 1 }));
  const discipline = serveBy(known[name]);
  const copied = traced(jobs, nodes, by(redundancyD, { d: 3, sizes: 'same' }), discipline);
  const alone = traced(jobs, [{ speed: 1 }], dispatchBy(jsq), discipline);
  for (const [job, time] of alone.entries()) expect(copied[job]).toBeCloseTo(time, 7);
});

test('copies of one size at nodes of different speeds: the fastest is always first', () => {
  const jobs = someJobs(300, 1.5, 3, 1, 'fastest');
  const copied = traced(jobs, [{ speed: 1 }, { speed: 2 }, { speed: 0.5 }], by(redundancyD, { d: 3, sizes: 'same' }), serveBy(fcfs));
  const alone = traced(jobs, [{ speed: 2 }], dispatchBy(jsq), serveBy(fcfs));
  for (const [job, time] of alone.entries()) expect(copied[job]).toBeCloseTo(time, 9);
});

test('the first of the copies is as likely to be at any node', () => {
  const scenario = farm({ nodes: [{}, {}, {}, {}], load: 0.05, size: exponential.create({ mean: 1 }), dispatch: by(redundancyD, { d: 3, cancel: 'on-start' }), jobs: 20_000 });
  for (const share of run(scenario).shares) expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 18_000));
});

test('a discipline of classes is never asked about a task that was taken back', () => {
  // Two classes, each task at both nodes until one is done: whoever waits is waiting for itself to be done elsewhere too.
  const heads: number[] = [];
  const done = new Set<number>();
  const classes = [0, 1].map((index) => ({ name: `class ${index}`, priority: 0, weight: 1 }));
  const sources = classes.map(({ name }, index) => renewals(name, index, exponential.create({ mean: 1.5 }), exponential.create({ mean: 1 })));
  const copies = by(redundancyD, { d: 2 });
  const dispatch: Dispatch = { ...copies, create: (setup) => ({ ...(copies.create(setup) as Replicate), finished: ({ id }) => void done.add(id) }) };
  const discipline: Serve = {
    name: 'longest class',
    params: {},
    needs: [],
    create: () => ({
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      next: (lines) => {
        const waiting = [0, 1].filter((jobClass) => lines.waiting(jobClass) > 0);
        for (const jobClass of waiting) heads.push(lines.head(jobClass).id);
        expect(waiting.map((jobClass) => done.has(lines.head(jobClass).id))).not.toContain(true);
        return waiting.length === 2 && lines.waiting(1) > lines.waiting(0) ? 1 : waiting[0];
      },
    }),
  };
  run(scenarioOf({ nodes: [{}, { speed: 0.7 }, {}], classes, sources, dispatch, discipline, jobs: 3000 }));
  expect(heads.length).toBeGreaterThan(100);
});
