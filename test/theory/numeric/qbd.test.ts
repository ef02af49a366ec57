import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { quasiBirthDeath, type Process } from '../../../src/theory/numeric/qbd.ts';
import { mmc } from '../../../src/theory/markovian/mmc.ts';
import { expectClose } from '../close.ts';

const scalar = (x: number) => new Matrix([[x]]);

test.each([0.01, 0.5, 0.9, 0.9999, 1 - 1e-9])('M/M/1 at load %f: geometric', (load) => {
  const solution = quasiBirthDeath({ repeating: 0, at: () => ({ up: scalar(load), local: scalar(0), down: scalar(1) }) })!;
  expectClose(solution.rate.get(0, 0), load, 1e-14);
  expectClose(solution.mean, load / (1 - load), 1e-6);
  for (const n of [0, 1, 7]) expectClose(solution.probability(n), (1 - load) * load ** n, 1e-6);
  if (load < 0.99) {
    expectClose(solution.variance, load / (1 - load) ** 2, 1e-12);
    expectClose(solution.above(5)[0], load ** 5, 1e-12);
    expectClose(solution.excess(5), load ** 6 / (1 - load), 1e-12);
  }
});

test('M/M/c: boundary levels', () => {
  const solution = quasiBirthDeath({ repeating: 6, at: (n) => ({ up: scalar(5), local: scalar(0), down: scalar(Math.min(n, 6)) }) })!;
  const { number, queue } = mmc.create({ lambda: 5, mu: 1, servers: 6, discipline: 'fcfs' }).values;
  expectClose(solution.mean, number, 1e-13);
  expectClose(solution.excess(6), queue, 1e-13);
});

/** One server of phases by initial probabilities, rates of passing on and rates of finishing. */
function mPh1(lambda: number, initial: number[], pass: number[][], finish: number[]): Process {
  const to = new Matrix([initial]);
  const [up, empty] = [Matrix.eye(initial.length, initial.length, lambda), new Matrix([[0]])];
  return {
    repeating: 1,
    at: (n) => {
      if (n === 0) return { up: Matrix.mul(to, lambda), local: empty, down: empty };
      const done = Matrix.columnVector(finish);
      return { up, local: new Matrix(pass), down: n === 1 ? done : done.mmul(to) };
    },
  };
}

test.each<[string, number[], number[][], number[], number, number]>([
  ['M/E2/1', [1, 0], [[0, 2], [0, 0]], [0, 2], 1, 0.5],
  ['M/H2/1', [0.9, 0.1], [[0, 0], [0, 0]], [2, 0.2], 0.95, 0.9 * 0.5 + 0.1 * 50 - 0.95 ** 2],
])('%s: Pollaczek and Khinchine', (_, initial, pass, finish, mean, variance) => {
  for (const load of [0.1, 0.6, 0.99]) {
    const lambda = load / mean;
    const solution = quasiBirthDeath(mPh1(lambda, initial, pass, finish))!;
    expectClose(solution.mean, load + (lambda ** 2 * (variance + mean ** 2)) / 2 / (1 - load), 1e-11);
    expectClose(solution.probability(0), 1 - load, 1e-11);
  }
});

function anyRate(n: number, i: number, m: number, j: number): number {
  return ((5 * n * (n < 4 ? 1 : 0) + 3 * i + 7 * m * (m < 4 ? 1 : 0) + 11 * j) % 5) / 5 + (m < n ? 1.3 : 0.2);
}

test('a boundary of levels of different widths: as the chain cut off far up', () => {
  const widths = [1, 3, 2];
  const width = (n: number) => widths[n] ?? 2;
  const block = (n: number, m: number) => Matrix.zeros(width(n), width(m)).apply(function fill(i, j) { this.set(i, j, anyRate(Math.min(n, 4), i, Math.min(n, 4) + m - n, j)); });
  const solution = quasiBirthDeath({ repeating: 3, at: (n) => ({ up: block(n, n + 1), local: block(n, n), down: n > 0 ? block(n, n - 1) : new Matrix([[0]]) }) })!;
  const { states, chain } = explore([0, 0], ([n, i]) =>
    [n - 1, n, n + 1].filter((m) => m >= 0 && m < 200).flatMap((m) => Array.from({ length: width(m) }, (_, j) => [[m, j], block(n, m).get(i, j)] as const)),
  );
  const p = stationary(chain);
  for (const [at, [n, i]] of states.entries()) if (n < 8) expectClose(p[at], solution.level(n)[i], 1e-12, `level ${n}, phase ${i}`);
  expectClose(states.reduce((sum, [n], at) => sum + n * p[at], 0), solution.mean, 1e-12);
  expectClose(states.reduce((sum, [n], at) => sum + (n - solution.mean) ** 2 * p[at], 0), solution.variance, 1e-11);
});

test('no solution where the level drifts upwards', () => {
  for (const load of [1, 1.5]) expect(quasiBirthDeath({ repeating: 0, at: () => ({ up: scalar(load), local: scalar(0), down: scalar(1) }) })).toBeUndefined();
});
