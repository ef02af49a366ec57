/** Priorities under which a preempted job begins again, with its size or with another, against the theory of completion times. */
import { describe, expect, test } from 'vitest';
import { priority } from '../../src/disciplines/priority.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../src/random/distributions/hyperexponential.ts';
import { meanResponse, played, score } from './played.ts';

/** Mean and second moment. */
interface Moments {
  readonly mean: number;
  readonly square: number;
}

/** The urgent come at this rate and have exponential sizes of rate `mu`. */
const lambda = 0.12;
const mu = 0.5;
const patient = 0.4;

const busy: Moments = { mean: 1 / (mu - lambda), square: (2 * mu) / (mu - lambda) ** 3 };

interface Phases {
  readonly weights: readonly number[];
  readonly rates: readonly number[];
}

const sizes = {
  exponential: { weights: [1], rates: [1.25], distribution: exponential.create({ mean: 0.8 }) },
  hyperexponential: { ...balanced(0.8, 1.5), distribution: hyperexponential.create({ mean: 0.8, scv: 1.5 }) },
} as const;

/** Two phases with equal parts of the mean. */
function balanced(average: number, scv: number): Phases {
  const p = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  return { weights: [p, 1 - p], rates: [(2 * p) / average, (2 * (1 - p)) / average] };
}

/**
 * N failed attempts, each with an interruption after it, and one that succeeds: N is geometric where each attempt fails
 * with probability 1 − p whatever came before.
 */
function completion(p: number, failed: Moments, succeeded: Moments): Moments {
  const [tries, spread] = [(1 - p) / p, (1 - p) / p / p];
  const lost: Moments = { mean: failed.mean + busy.mean, square: failed.square + 2 * failed.mean * busy.mean + busy.square };
  const average = tries * lost.mean + succeeded.mean;
  const variance = tries * (lost.square - lost.mean ** 2) + spread * lost.mean ** 2 + succeeded.square - succeeded.mean ** 2;
  return { mean: average, square: variance + average ** 2 };
}

/** Preemptive repeat different: each attempt has a size of its own. Source: Gaver 1962; Conway, Maxwell and Miller 1967, section 8-6. */
function resampled({ weights, rates }: Phases): Moments {
  // How an attempt ends at last does not matter for how long it lasts: in phase i it is exponential of rate λ + μᵢ.
  const lasting = (parts: readonly number[]): Moments => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    const moment = (of: (rate: number) => number) => parts.reduce((sum, part, i) => sum + part * of(rates[i] + lambda), 0) / total;
    return { mean: moment((rate) => 1 / rate), square: moment((rate) => 2 / rate ** 2) };
  };
  const fails = weights.map((w, i) => (w * lambda) / (rates[i] + lambda));
  const succeeds = weights.map((w, i) => (w * rates[i]) / (rates[i] + lambda));
  return completion(succeeds.reduce((sum, part) => sum + part, 0), lasting(fails), lasting(succeeds));
}

/** Preemptive repeat identical, given the size x: attempts fail at times that are exponential but less than x. Source: as above. */
function completionOf(x: number): Moments {
  const p = Math.exp(-lambda * x);
  const cut = p / (1 - p);
  const failed = { mean: 1 / lambda - x * cut, square: 2 / lambda ** 2 - (x * x + (2 * x) / lambda) * cut };
  return completion(p, failed, { mean: x, square: x * x });
}

function restarted({ weights, rates }: Phases): Moments {
  const density = (x: number) => weights.reduce((sum, w, i) => sum + w * rates[i] * Math.exp(-rates[i] * x), 0);
  // Midpoints: E[C²|x] grows like exp(2 λ x), by far slower than the density falls.
  const step = 0.002;
  let [average, square] = [0, 0];
  for (let x = step / 2; x < 200; x += step) {
    const { mean, square: second } = completionOf(x);
    average += mean * density(x) * step;
    square += second * density(x) * step;
  }
  return { mean: average, square };
}

/**
 * The patient are served one after the other, each for a completion time C, and the first of them may find an urgent busy
 * period in progress, which he waits for: M/G/1 with a set-up D. Source: Welch 1964; Gaver 1962.
 */
function response(completed: Moments): number {
  const s = patient;
  const root = lambda + mu + s;
  const transform = (root - Math.sqrt(root ** 2 - 4 * lambda * mu)) / (2 * lambda);
  const q = lambda / (lambda + s);
  const found = 1 - q * transform;
  const setup: Moments = {
    mean: (q * (busy.mean - (1 - transform) / s)) / found,
    square: (q * (busy.square - (2 * busy.mean) / s + (2 * (1 - transform)) / s ** 2)) / found,
  };
  return (
    completed.mean +
    (s * completed.square) / (2 * (1 - s * completed.mean)) +
    (2 * setup.mean + s * setup.square) / (2 * (1 + s * setup.mean))
  );
}

describe.each(Object.entries(sizes))('%s sizes', (_, { distribution, ...phases }) => {
  test.each([
    { afterwards: 'restart', truth: response(restarted(phases)) },
    { afterwards: 'resample', truth: response(resampled(phases)) },
  ] as const)('$afterwards: the mean response of both classes', ({ afterwards, truth }) => {
    const samples = played(
      {
        classes: [
          { lambda, size: exponential.create({ mean: 1 / mu }), priority: 0 },
          { lambda: patient, size: distribution, priority: 1 },
        ],
        discipline: priority,
        params: { preemptive: true, afterwards },
        replications: 40,
      },
      (jobs) => [0, 1].map((k) => meanResponse(jobs, k)),
    );
    expect(Math.abs(score(samples.map((one) => one[0]), busy.mean))).toBeLessThan(4);
    expect(Math.abs(score(samples.map((one) => one[1]), truth)), `theory ${truth}`).toBeLessThan(4);
  });
});

test('exponential sizes drawn again are as good as what was left: resample is resume in law', () => {
  const completed = resampled(sizes.exponential);
  // Under preemptive resume C is a busy period of the urgent that begins with S.
  const free = 1 - lambda / mu;
  expect(completed.mean).toBeCloseTo(0.8 / free, 12);
  expect(completed.square - completed.mean ** 2).toBeCloseTo(0.64 / free ** 2 + (0.8 * lambda * 2) / mu ** 2 / free ** 3, 12);
});
