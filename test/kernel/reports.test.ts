import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/kernel/simulation.ts';
import { leastWorkLeft } from '../../src/dispatchers/least-work-left.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import type { PoolView, Recorder } from '../../src/model.ts';
import type { Push, Signal } from '../../src/policy.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Information, Scenario } from '../../src/scenario.ts';
import { type Dispatch, renewals, scenarioOf } from '../contract/scenarios.ts';
import { by, farm, meanResponse, run } from '../dispatchers/runs.ts';

const NODES = 3;

/** What was seen of the nodes when a job was sent, or when the dispatcher was told of a change. */
interface Sight {
  readonly now: number;
  readonly what: 'pick' | number;
  readonly queued: readonly number[];
}

interface Spied {
  readonly sights: readonly Sight[];
  /** By node: times, and the tasks there from then on. */
  readonly actual: readonly (readonly (readonly [time: number, tasks: number])[])[];
}

const ignore = () => {};

/** Sends jobs at random to three nodes, looks at all of them each time, and records beside it how many tasks there are. */
function spy(information: Information, needs: readonly Signal[] = ['queued']): Spied {
  const sights: Sight[] = [];
  const see = (what: 'pick' | number, pool: PoolView) => {
    sights.push({ now: pool.now, what, queued: Array.from({ length: NODES }, (_, node) => (needs.includes('work') ? pool.work(node) : pool.queued(node))) });
  };
  const create: Dispatch['create'] = ({ stream: chance }): Push => ({
    mechanism: 'push',
    pick: (_, pool) => {
      see('pick', pool);
      return chance.integer(NODES);
    },
    changed: (node, pool) => see(node, pool),
  });
  const scenario = scenarioOf({
    nodes: Array.from({ length: NODES }, () => ({})),
    sources: [renewals('jobs', 0, exponential.create({ mean: 0.4 }), exponential.create({ mean: 1 }))],
    dispatch: { name: 'spy', params: {}, needs, create },
    jobs: 2000,
  });
  const actual = Array.from({ length: NODES }, (): [number, number][] => [[0, 0]]);
  const note = (now: number, node: number, change: number) => actual[node].push([now, actual[node].at(-1)![1] + change]);
  const recorder: Recorder = { lost: ignore, busy: ignore, copies: ignore, entered: (now, _, node) => void note(now, node, 1), completed: (now, _, node) => void note(now, node, -1) };
  simulate({ ...scenario, pool: { ...scenario.pool, information } } as Scenario, recorder, (name) => stream(`reports/${name}`));
  return { sights, actual };
}

/** Tasks at the node at that time, what happened at that very moment included. */
function tasksAt(changes: readonly (readonly [number, number])[], time: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle][0] <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : changes[low - 1][1];
}

describe.each<[string, Information, (now: number) => number]>([
  // Powers of two: the times of reports are exact.
  ['every 0.5', { every: 0.5 }, (now) => Math.floor(now / 0.5) * 0.5],
  ['every 8', { every: 8 }, (now) => Math.floor(now / 8) * 8],
  ['after 2', { delay: 2 }, (now) => now - 2],
  ['after 16', { delay: 16 }, (now) => now - 16],
])('reports %s', (_, information, seenAt) => {
  const { sights, actual } = spy(information);

  test('what is shown is what was there at the last report', () => {
    const picks = sights.filter(({ what }) => what === 'pick');
    expect(picks.length).toBeGreaterThan(1990);
    for (const { now, queued } of picks) {
      const time = seenAt(now);
      expect(queued, `at ${now}`).toEqual(actual.map((changes) => (time < 0 ? 0 : tasksAt(changes, time))));
    }
    // It is late: not what is there now.
    expect(picks.filter(({ now, queued }) => queued.some((tasks, node) => tasks !== tasksAt(actual[node], now))).length).toBeGreaterThan(500);
  });

  test('the dispatcher is told of a node exactly when what is shown of it changes', () => {
    const shown = new Array<number>(NODES).fill(0);
    let told = 0;
    for (const { what, queued } of sights) {
      if (what === 'pick') {
        expect(queued).toEqual(shown);
        continue;
      }
      told++;
      expect(queued[what]).not.toBe(shown[what]);
      shown[what] = queued[what];
    }
    expect(told).toBeGreaterThan(100);
  });
});

test('work too is what it was at the last report, and goes down from one to the next', () => {
  const { sights } = spy({ every: 0.25 }, ['work']);
  const reports = sights.filter(({ what }) => what !== 'pick');
  for (const { now } of reports) expect(now % 0.25).toBe(0);
  // A node at which nobody came since has a quarter less, as long as there is that much.
  const less = reports.slice(1).flatMap(({ what, queued }, i) => (typeof what === 'number' ? [reports[i].queued[what] - queued[what]] : []));
  expect(less.filter((difference) => Math.abs(difference - 0.25) < 1e-9).length).toBeGreaterThan(500);
});

test('reports do not go on when nothing can happen any more', () => {
  const source = { name: 'few', class: 0, process: { name: 'recorded', mechanism: 'recorded' as const, rate: 1, times: Float64Array.of(1, 2, 3), sizes: Float64Array.of(5, 1, 1) } };
  for (const information of [{ every: 0.1 }, { delay: 100 }]) {
    for (const dispatch of [by(jsq), by(leastWorkLeft)]) {
      const scenario = scenarioOf({ nodes: [{}, {}], sources: [source], dispatch, jobs: 10 });
      expect(() => run({ ...scenario, pool: { ...scenario.pool, information } })).not.toThrow();
    }
  }
});

/**
 * Mean response of the fluid limit of d choices on queue lengths that are reported all at once every T: P[queue i at the last
 * report, j now] follows λqᵢ/pᵢ in and 1 out, where qᵢ is the chance that the shortest of d shown is i. Run until periodic.
 * Source: Mitzenmacher 2000, section 3 (the periodic update model).
 */
function fluid(d: number, load: number, every: number): number {
  const [most, step] = [40, 0.05];
  let tails = new Float64Array(most);
  tails[0] = 1;
  let jobs = 0;
  const steps = Math.round(every / step);
  const periods = Math.ceil(150 / every);
  for (let period = 0; period < periods; period++) {
    const shown = tails;
    const atLeast = new Float64Array(most + 1);
    for (let i = most - 1; i >= 0; i--) atLeast[i] = atLeast[i + 1] + shown[i];
    tails = new Float64Array(most);
    let area = 0;
    for (let i = 0; i < most; i++) {
      if (shown[i] < 1e-12) continue;
      const inflow = (load * (atLeast[i] ** d - atLeast[i + 1] ** d)) / shown[i];
      let now = new Float64Array(most);
      now[i] = shown[i];
      for (let k = 0; k < steps; k++) {
        // The midpoint rule on what flows up and down.
        const slope = flow(now, inflow);
        const half = now.map((value, j) => value + (step / 2) * slope[j]);
        const middle = flow(half, inflow);
        now = now.map((value, j) => value + step * middle[j]);
        area += step * half.reduce((sum, value, j) => sum + j * value, 0);
      }
      for (let j = 0; j < most; j++) tails[j] += now[j];
    }
    jobs = area / (steps * step);
  }
  return jobs / load;
}

function flow(now: Float64Array, inflow: number): Float64Array {
  const last = now.length - 1;
  return now.map((value, j) => (j > 0 ? inflow * now[j - 1] : 0) + (j < last ? now[j + 1] : 0) - (j < last ? inflow * value : 0) - (j > 0 ? value : 0));
}

describe('Mitzenmacher 2000: a hundred nodes at load 0.9', () => {
  const nodes = Array.from({ length: 100 }, () => ({}));
  const mean = (dispatch: Dispatch, every: number) => meanResponse(farm({ nodes, load: 0.9, dispatch, information: { every }, jobs: 40_000, warmup: 20_000, seed: 'stale' }), 2).mean;
  /** M/M/1 at load 0.9. */
  const RANDOM = 10;

  test('fresh news: the shortest of all is best; news of ten time units: it herds, worse than random, and two choices are better than random', () => {
    const [fresh, two] = [mean(by(jsq), 0.1), mean(by(powerOfD), 0.1)];
    expect(fresh).toBeLessThan(two);
    expect(two).toBeLessThan(3.5);
    const [herd, twoStale] = [mean(by(jsq), 10), mean(by(powerOfD), 10)];
    expect(herd).toBeGreaterThan(RANDOM);
    expect(twoStale).toBeLessThan(0.75 * RANDOM);
  });

  test('very old news: two choices go to random or worse', () => {
    expect(mean(by(powerOfD), 100)).toBeGreaterThan(RANDOM);
  });

  test.each([[2, 1], [2, 5], [3, 2]])('%i choices, reports every %i, near the fluid limit', (d, every) => {
    const limit = fluid(d, 0.9, every);
    expect(Math.abs(mean(by(powerOfD, { d }), every) / limit - 1)).toBeLessThan(0.06);
  });
});
