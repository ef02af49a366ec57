import { describe, expect, test } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { Horizon, Scenario } from '../../src/scenario.ts';
import { MOST_NODES_LISTED, StreamingRecorder } from '../../src/stats/recorder.ts';
import { joinSections, type NodeSection, type Recording } from '../../src/stats/recording.ts';
import { quantile } from '../../src/stats/sketch.ts';
import { disciplines, dispatchers } from '../contract/laws.ts';
import { pathOf } from '../../src/lab/contract/path.ts';
import { pools, scenarioFor, workloads } from '../../src/lab/contract/spread.ts';

const of64: Horizon = { unit: 'time', length: 64, warmup: 0 };

function recorderFor(horizon: Horizon, nodes = 1): StreamingRecorder {
  return new StreamingRecorder({ classes: 1, speeds: new Array<number>(nodes).fill(2), horizon });
}

/** One job from 0.5 to 2.25 in sections of length 1, alone on its node. */
function oneJob(): Recording {
  const recorder = recorderFor(of64);
  recorder.entered(0.5, 0, 0);
  recorder.busy(0.5, 0, 1);
  recorder.busy(2.25, 0, -1);
  recorder.completed(2.25, 0, 0, 1.75, 1.75, 1, Infinity);
  return recorder.finish(64);
}

describe('by time', () => {
  test('a job that spans sections leaves in each the area that lies there', () => {
    const { sections } = oneJob();
    expect(sections.length).toBe(64);
    expect(sections.every(({ time }) => time === 1)).toBe(true);
    const firstFour = (of: (section: (typeof sections)[number]) => number) => sections.slice(0, 4).map((section) => of(section));
    for (const area of [
      firstFour(({ jobTime }) => jobTime),
      firstFour(({ busyTime }) => busyTime),
      firstFour(({ classes }) => classes[0].jobTime),
      firstFour(({ nodes }) => nodes!.jobTime![0]),
      firstFour(({ nodes }) => nodes!.busyTime[0]),
    ]) {
      expect(area).toEqual([0.5, 1, 0.25, 0]);
    }
    expect(firstFour(({ work }) => work)).toEqual([1, 2, 0.5, 0]);
    expect(firstFour(({ classes }) => classes[0].arrived)).toEqual([1, 0, 0, 0]);
    expect(firstFour(({ classes }) => classes[0].completed)).toEqual([0, 0, 1, 0]);
    expect(firstFour(({ nodes }) => nodes!.completed[0])).toEqual([0, 0, 1, 0]);
    expect(sections[2].classes[0].response.moments).toEqual({ count: 1, mean: 1.75, squares: 0 });
  });

  test('the series has the mean number in each eighth of a section', () => {
    const { series } = oneJob();
    expect(series.end.length).toBe(512);
    expect([...series.end.subarray(0, 3)]).toEqual([0.125, 0.25, 0.375]);
    expect(series.end.at(-1)).toBe(64);
    const expected = Array.from({ length: 512 }, (_, i) => (i >= 4 && i < 18 ? 1 : 0));
    expect([...series.number]).toEqual(expected);
  });

  test('an event on an edge belongs to the section that ends there', () => {
    const recorder = recorderFor(of64);
    recorder.entered(1, 0, 0);
    recorder.completed(3, 0, 0, 2, 2, 1, Infinity);
    const { sections } = recorder.finish(64);
    expect(sections.slice(0, 4).map(({ jobTime }) => jobTime)).toEqual([0, 1, 1, 0]);
    expect(sections.slice(0, 4).map(({ classes }) => classes[0].arrived)).toEqual([1, 0, 0, 0]);
    expect(sections.slice(0, 4).map(({ classes }) => classes[0].completed)).toEqual([0, 0, 1, 0]);
  });

  test('events at the very end are recorded', () => {
    const recorder = recorderFor(of64);
    recorder.entered(1, 0, 0);
    recorder.completed(64, 0, 0, 63, 63, 1, Infinity);
    const joined = joinSections(recorder.finish(64).sections);
    expect(joined).toMatchObject({ time: 64, jobTime: 63 });
    expect(joined.classes[0].completed).toBe(1);
  });

  test('a warm-up is the first section', () => {
    const recorder = recorderFor({ unit: 'time', length: 74, warmup: 10 });
    recorder.entered(9, 0, 0);
    recorder.completed(12, 0, 0, 3, 3, 1, Infinity);
    const { sections } = recorder.finish(74);
    expect(sections.length).toBe(65);
    expect(sections.slice(0, 4).map(({ time, jobTime }) => [time, jobTime])).toEqual([[10, 1], [1, 1], [1, 1], [1, 0]]);
  });
});

/** What is recorded of two nodes behind one queue when the second serves a job of length 1. */
function busyFrom(start: number): NodeSection {
  const recorder = recorderFor(of64, 2);
  recorder.entered(start, 0, -1);
  recorder.busy(start, 1, 1);
  recorder.busy(start + 1, 1, -1);
  recorder.completed(start + 1, 0, 1, 1, 1, 1, Infinity);
  return joinSections(recorder.finish(64).sections).nodes!;
}

describe('of a pool with one queue, the nodes', () => {
  test('have busy time and completions, but no jobs of their own', () => {
    const nodes = busyFrom(0.5);
    expect([...nodes.busyTime]).toEqual([0, 1]);
    expect([...nodes.completed]).toEqual([0, 1]);
    expect(nodes.jobTime).toBeUndefined();
  });

  test('are measured alike where the first job comes late', () => {
    expect(busyFrom(40)).toEqual(busyFrom(0.5));
  });
});

describe('by jobs', () => {
  test('a section ends with the departure that fills it, losses counted', () => {
    const recorder = recorderFor({ unit: 'jobs', length: 3, warmup: 1 });
    recorder.entered(1, 0, 0);
    recorder.entered(2, 0, 0);
    recorder.completed(4, 0, 0, 3, 3, 1, Infinity);
    recorder.lost(5, 0, 0);
    recorder.completed(7, 0, 0, 5, 3, 1, Infinity);
    const { sections } = recorder.finish(7);
    expect(sections.map(({ time, jobTime }) => [time, jobTime])).toEqual([[4, 5], [1, 1], [2, 2]]);
    expect(sections.map(({ classes: [{ arrived, completed, lost }] }) => [arrived, completed, lost])).toEqual([[2, 1, 0], [1, 0, 1], [0, 1, 0]]);
    expect(sections[2].classes[0].waiting.moments.mean).toBe(2);
    expect(sections[2].classes[0].slowdown.moments.mean).toBeCloseTo(5 / 3, 14);
  });

  test('a run that ends early keeps the section that it had begun', () => {
    const recorder = recorderFor({ unit: 'jobs', length: 6400, warmup: 0 });
    recorder.entered(1, 0, 0);
    const { sections, series } = recorder.finish(3);
    expect(sections.map(({ time, jobTime }) => [time, jobTime])).toEqual([[3, 2]]);
    expect([...series.end]).toEqual([3]);
  });
});

test('pools of very many nodes are not listed', () => {
  expect(recorderFor(of64, MOST_NODES_LISTED).finish(64).sections[0].nodes).toBeDefined();
  expect(recorderFor(of64, MOST_NODES_LISTED + 1).finish(64).sections[0].nodes).toBeUndefined();
});

/** The same measurements from the whole path, kept in memory. */
function direct(scenario: Scenario, end: number) {
  const responses: number[] = [];
  const waits: number[] = [];
  let [arrived, lost, jobTime, busyTime, inSystem, busy, last] = [0, 0, 0, 0, 0, 0, 0];
  const advance = (now: number) => {
    jobTime += inSystem * (now - last);
    busyTime += busy * (now - last);
    last = now;
  };
  for (const [event, now, , change, response, service] of pathOf(scenario) as [string, number, number, number, number, number][]) {
    advance(now);
    if (event === 'entered') inSystem++;
    if (event === 'entered' || event === 'lost') arrived++;
    if (event === 'lost') lost++;
    if (event === 'busy') busy += change;
    if (event !== 'completed') continue;
    inSystem--;
    responses.push(response);
    waits.push(response - service);
  }
  advance(end);
  return { responses, waits, arrived, lost, jobTime, busyTime };
}

// One queue, a queue at each node, and copies at several nodes: what is recorded differs by no more.
const KINDS = new Set(['central', 'jsq', 'redundancy-d']);
const runs = dispatchers.filter(({ name }) => KINDS.has(name)).flatMap((dispatch) => pools.flatMap((pool) => workloads.map((workload) => scenarioFor(pool, workload, dispatch, disciplines[0]))));

describe.each(runs.map((scenario) => ({ name: `${scenario.pool.dispatch.name}, ${scenario.name}`, scenario })))('$name', ({ scenario }) => {
  test('sections and series add up to what the whole run shows', () => {
    const { recording, account } = replicate(scenario, 0);
    const joined = joinSections(recording.sections);
    const expected = direct(scenario, account.endTime);
    const total = (of: 'arrived' | 'completed' | 'lost' | 'jobTime') => joined.classes.reduce((sum, each) => sum + each[of], 0);
    expect(total('arrived')).toBe(expected.arrived);
    expect(total('completed')).toBe(expected.responses.length);
    expect(total('lost')).toBe(expected.lost);
    expect(joined.time).toBeCloseTo(account.endTime, 9);
    expect(joined.jobTime).toBeCloseTo(expected.jobTime, 6);
    expect(total('jobTime')).toBeCloseTo(expected.jobTime, 6);
    expect(joined.busyTime).toBeCloseTo(expected.busyTime, 6);
    expect(joined.work).toBeCloseTo(account.completedWork + account.unfinishedService + account.wastedWork, 6);
    const response = joined.classes.reduce((sum, { response: { moments } }) => sum + moments.count * moments.mean, 0);
    const waiting = joined.classes.reduce((sum, { waiting: { moments } }) => sum + moments.count * moments.mean, 0);
    expect(response).toBeCloseTo(expected.responses.reduce((sum, x) => sum + x, 0), 6);
    expect(waiting).toBeCloseTo(expected.waits.reduce((sum, x) => sum + x, 0), 6);
    const { end, number } = recording.series;
    const integral = number.reduce((sum, mean, i) => sum + mean * (end[i] - (i === 0 ? 0 : end[i - 1])), 0);
    expect(integral).toBeCloseTo(expected.jobTime, 6);
    const slowdowns = joined.classes.map(({ slowdown }) => quantile(slowdown.sketch, 0.001) ?? 1);
    expect(Math.min(...slowdowns)).toBeGreaterThanOrEqual(1);
  });
});
