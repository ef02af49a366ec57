/** Multilevel feedback against Kleinrock's multilevel processor sharing, and at its extremes. */
import { describe, expect, test } from 'vitest';
import { fcfs } from '../../src/disciplines/fcfs.ts';
import { mlfq } from '../../src/disciplines/mlfq.ts';
import { roundRobin } from '../../src/disciplines/round-robin.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { mean, meanResponse, played, score, scoreOfDifference, type Served } from './played.ts';

const lambda = 0.7;
const classes = [{ lambda, size: exponential.create({ mean: 1 }) }];

/** E[min(S, a)] and E[min(S, a)²] of exponential sizes of mean 1. */
const truncated = (a: number) => ({ mean: 1 - Math.exp(-a), square: a === Infinity ? 2 : 2 - 2 * Math.exp(-a) * (1 + a) });

/**
 * With sizes in (a, b], a level that is first come, first served: E[T(x)] = (V + x)/(1 − ρ_a), where V = λE[min(S,b)²]/(2(1−ρ_b))
 * is the work down to this level that a newcomer finds, and ρ_a that which later ones bring before it. Source: Kleinrock
 * 1976, section 4.7.
 */
function responseOf(a: number, b: number): number {
  const [load, loadBelow] = [lambda * truncated(b).mean, lambda * truncated(a).mean];
  const found = (lambda * truncated(b).square) / (2 * (1 - load));
  // The mean size in (a, b].
  const size = b === Infinity ? a + 1 : a + 1 - ((b - a) * Math.exp(-(b - a))) / (1 - Math.exp(-(b - a)));
  return (found + size) / (1 - loadBelow);
}

const within = (a: number, b: number) => (jobs: readonly Served[]) => mean(jobs.filter(({ size }) => size > a && size <= b).map(({ response }) => response));

describe('mean responses by level (Kleinrock 1976, section 4.7)', () => {
  test.each([{ limits: [0, 0.8, Infinity] }, { limits: [0, 0.5, 1.5, Infinity] }])('$limits', ({ limits }) => {
    const quanta = limits.slice(1, -1).map((limit, i) => limit - limits[i]);
    const levels = limits.slice(1).map((limit, i) => [limits[i], limit] as const);
    const samples = played({ classes, discipline: mlfq, params: { quanta, newcomers: 'preempt' }, replications: 30 }, (jobs) => levels.map(([a, b]) => within(a, b)(jobs)));
    for (const [i, [a, b]] of levels.entries()) {
      expect(Math.abs(score(samples.map((one) => one[i]), responseOf(a, b))), `sizes from ${a} to ${b}`).toBeLessThan(4);
    }
  });
});

const responses = (jobs: readonly Served[]) => jobs.map(({ response }) => response);

test('a first level that nobody outlives is first come, first served; one that all outlive leaves round robin', () => {
  const run = { classes, jobs: 2000, replications: 3 };
  const arrivals = played({ ...run, discipline: fcfs }, responses).flat();
  const one = played({ ...run, discipline: mlfq, params: { quanta: [1e6], newcomers: 'preempt' } }, responses).flat();
  expect(Math.max(...one.map((response, i) => Math.abs(response - arrivals[i])))).toBeLessThan(1e-9);
  const turns = played({ ...run, discipline: roundRobin, params: { quantum: 0.5 } }, meanResponse);
  const last = played({ ...run, discipline: mlfq, params: { quanta: [1e-9], quantum: 0.5, newcomers: 'wait' } }, meanResponse);
  for (const [i, value] of last.entries()) expect(Math.abs(value / turns[i] - 1)).toBeLessThan(0.05);
});

test('newcomers that wait for the end of a turn have longer responses if they are short', () => {
  const [wait, preempt] = ['wait', 'preempt'].map((newcomers) => played({ classes, discipline: mlfq, params: { quanta: [0.5], quantum: 2, newcomers } }, within(0, 0.5)));
  expect(scoreOfDifference(wait, preempt)).toBeGreaterThan(6);
});
