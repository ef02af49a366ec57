/** What reality differs by from the simulation of the same jobs, of runs whose delays are known because they are made up. */
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/backends/real/ledger.ts';
import { replicateHolding } from '../../../src/backends/simulated/holding.ts';
import { replicate } from '../../../src/backends/simulated/replicate.ts';
import { calibratedBy, NOTHING } from './made-up.ts';
import { explainGap, replay } from '../../../src/lab/execution/gap.ts';
import { meanResponse, measure } from '../../../src/lab/execution/measure.ts';
import { fcfs } from '../../../src/disciplines/fcfs.ts';
import { priority } from '../../../src/disciplines/priority.ts';
import { roundRobin } from '../../../src/disciplines/round-robin.ts';
import { srpt } from '../../../src/disciplines/srpt.ts';
import { jsq } from '../../../src/dispatchers/jsq.ts';
import { predict } from '../../../src/lab/execution/calibrate.ts';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { joinSections } from '../../../src/stats/recording.ts';
import { dispatchBy, type Parts, renewals, scenarioOf, serveBy } from '../../contract/scenarios.ts';

const JOBS = 400;
const poisson = (parts: Parts = {}) => scenarioOf({ sources: [renewals('jobs', 0, exponential.create({ mean: 1 }), exponential.create({ mean: 1.4 }))], nodes: [{}, {}], jobs: JOBS, dispatch: dispatchBy(jsq), ...parts });
const evenly = (gap: number, parts: Parts = {}) => scenarioOf({ sources: [renewals('jobs', 0, deterministic.create({ value: gap }), deterministic.create({ value: 1 }))], nodes: [{}], jobs: 100, ...parts });
const stretch = (runs: readonly ReturnType<typeof replicate>[]) => ({ cut: 0, ends: runs.map(({ recording }) => recording.sections.length) });

describe('slots that are held beyond the plan', () => {
  it.each([fcfs, priority, srpt, roundRobin])('by nothing are the simulator, with $name', (discipline) => {
    const scenario = poisson({ discipline: serveBy(discipline) });
    const [plain, holding] = [replicate(scenario, 0), replicateHolding(scenario, 0, { beyond: () => 0 })];
    expect(holding.account.endTime).toBe(plain.account.endTime);
    expect(holding.recording.series).toEqual(plain.recording.series);
    expect(joinSections(holding.recording.sections).classes[0].response).toEqual(joinSections(plain.recording.sections).classes[0].response);
  });

  it('lengthen what nobody waits for by just that', () => {
    const scenario = evenly(2);
    const run = replicateHolding(scenario, 0, { beyond: () => 0.25 });
    const { response, waiting } = joinSections(run.recording.sections).classes[0];
    expect(response.moments.mean).toBeCloseTo(1.25, 12);
    expect(waiting.moments.mean).toBeCloseTo(0, 12);
  });

  it('hold a whole queue back: each waits for what those before it take longer', () => {
    // Every 1 a job of 1 that takes 1.5: job n waits 0.5 n.
    const run = replicateHolding(evenly(1, { jobs: 50 }), 0, { beyond: () => 0.5 });
    expect(joinSections(run.recording.sections).classes[0].response.moments.mean).toBeCloseTo(1.5 + 0.5 * (49 / 2), 9);
  });
});

describe('the gap', () => {
  const scenario = poisson();
  const ledger = new Ledger();
  for (let job = 0; job < JOBS + 20; job++) ledger.add(job, 1, { planned: 1, size: 0, arrival: 0.01, restart: job % 50 === 0 ? 0.5 : 0, dispatch: 0.02 + 0.0001 * (job % 7), service: 0.05 * (job % 3) });
  const real = replay(scenario, [ledger], ['arrival', 'dispatch', 'restart', 'service']);
  const plain = [replicate(scenario, 0)];
  const [measuredReal, measuredPlain] = [measure(real, stretch(real), scenario, 0.95), measure(plain, stretch(plain), scenario, 0.95)];
  const gap = explainGap(scenario, [ledger], measuredPlain, measuredReal, stretch(real), 0.95);

  it('is what its parts and the rest add up to', () => {
    expect(gap.simulated).toBe(meanResponse(measuredPlain));
    expect(gap.real).toBe(meanResponse(measuredReal));
    expect(gap.real).toBeGreaterThan(gap.simulated);
    expect(gap.parts.reduce((sum, { total }) => sum + total, gap.rest)).toBeCloseTo(gap.real - gap.simulated, 12);
  });

  it('leaves nothing unexplained where all is known, and costs each job what was written down', () => {
    expect(gap.rest).toBeCloseTo(0, 12);
    expect(gap.parts.map(({ cause }) => cause)).toEqual(['arrival lateness', 'dispatch overhead', 'workers replaced', 'service inflation']);
    expect(gap.parts[0].direct).toBeCloseTo(0.01, 12);
    expect(gap.parts[2].direct).toBeCloseTo((9 * 0.5) / (JOBS + 20), 12);
    expect(gap.parts[3].direct).toBeCloseTo(0.05, 3);
  });

  it('grows by waiting beyond what each job costs itself', () => {
    for (const { direct, total } of gap.parts) expect(total).toBeGreaterThan(direct);
  });

  it('is the fault of the simulator where reality did something else', () => {
    const other = replay(scenario, [calibratedBy(JOBS + 20, { ...NOTHING, service: 0.3 })], ['service']);
    const unexplained = explainGap(scenario, [ledger], measuredPlain, measure(other, stretch(other), scenario, 0.95), stretch(other), 0.95);
    expect(unexplained.rest).toBeGreaterThan(0.2);
  });

  it('does not speak of workers that nobody had to replace, and says what it cannot know of', () => {
    const quiet = calibratedBy(JOBS + 20, { ...NOTHING, dispatch: 0.1 });
    quiet.unforeseen.tries = 2;
    const given = explainGap(scenario, [quiet], measuredPlain, measuredReal, stretch(real), 0.95);
    expect(given.parts.map(({ cause }) => cause)).toEqual(['arrival lateness', 'dispatch overhead', 'service inflation']);
    expect(given.unforeseen).toEqual({ tries: 2, nodes: 0 });
    expect(gap.unforeseen).toBeUndefined();
  });
});

const taking = (...services: number[]) => ({ samples: services.map((service) => ({ ...NOTHING, service })), handOver: { perSecond: 1, mean: 0 } });

describe('a prediction', () => {
  it('is the simulator where the machine takes nothing, and adds what it takes', () => {
    const scenario = evenly(2);
    const mean = (service: number) => joinSections(predict(scenario, 0, taking(service)).recording.sections).classes[0].response.moments.mean;
    expect(mean(0)).toBeCloseTo(1, 12);
    expect(mean(0.4)).toBeCloseTo(1.4, 12);
  });

  it('of tasks that compute adds in proportion to their size', () => {
    const slowed = { ...taking(0), samples: [{ ...NOTHING, planned: 2, service: 1 }, { ...NOTHING, planned: 4, service: 2 }], spin: { alone: 2, together: 1 } };
    const size = deterministic.create({ value: 3 });
    const scenario = evenly(6, { sources: [renewals('jobs', 0, deterministic.create({ value: 6 }), size)] });
    expect(joinSections(predict(scenario, 0, slowed).recording.sections).classes[0].response.moments.mean).toBeCloseTo(4.5, 12);
  });

  it('draws how much tasks are slowed down by work: a short one that took long weighs little', () => {
    const samples = [{ ...NOTHING, planned: 0.01, service: 1 }, { ...NOTHING, planned: 0.99, service: 0 }];
    const mean = joinSections(predict(evenly(200, { jobs: 4000 }), 0, { ...taking(0), samples, spin: { alone: 2, together: 1 } }).recording.sections).classes[0].response.moments.mean;
    // One in a hundred takes 101 times as long: the mean is 2, with a standard error of 0.16.
    expect(Math.abs(mean - 2)).toBeLessThan(0.8);
  });

  it('is the same each time', () => {
    const calibration = taking(0.1, 0.2, 0.3);
    const [a, b] = [predict(poisson(), 0, calibration), predict(poisson(), 0, calibration)];
    expect(a).toEqual(b);
    expect(a.account.endTime).not.toBe(replicate(poisson(), 0).account.endTime);
  });
});
