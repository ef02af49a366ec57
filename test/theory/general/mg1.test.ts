import { expect, test } from 'vitest';
import { deterministic } from '../../../src/random/distributions/deterministic.ts';
import { erlang } from '../../../src/random/distributions/erlang.ts';
import { exponential } from '../../../src/random/distributions/exponential.ts';
import { pareto } from '../../../src/random/distributions/pareto.ts';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { ParamError } from '../../../src/params.ts';
import { md1 } from '../../../src/theory/general/md1.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { mg1k } from '../../../src/theory/general/mg1k.ts';
import { mg1Plcfs } from '../../../src/theory/scheduling/mg1-plcfs.ts';
import { mg1Ps } from '../../../src/theory/scheduling/mg1-ps.ts';
import { mg1Sjf } from '../../../src/theory/scheduling/mg1-sjf.ts';
import type { Formula } from '../../../src/theory/define.ts';
import { sita } from '../../../src/theory/dispatching/sita.ts';
import { mm1 } from '../../../src/theory/markovian/mm1.ts';
import type { Distribution } from '../../../src/model.ts';
import { expectAgreement, expectClose } from '../close.ts';

const fcfs = (lambda: number, size: Distribution, speed = 1) => mg1.create({ lambda, size, speed, discipline: 'fcfs' }).values;

test.each([1e-6, 0.5, 0.999])('with exponential sizes it is M/M/1, at load %f and speed 4', (load) => {
  const values = fcfs(2 * load, exponential.create({ mean: 2 }), 4);
  const markovian = mm1.create({ lambda: 2 * load, mu: 2, discipline: 'fcfs' }).values;
  expectAgreement(values, markovian, Object.keys(values), 1e-9);
});

test('M/D/1 waits half as long as M/M/1 (Kleinrock 1975, section 5.6)', () => {
  const values = fcfs(0.8, deterministic.create({ value: 1 }));
  expectClose(values['waiting'], 2);
  expectClose(values['response'], 3);
  // Var W = E[W]² + λ/(3(1−ρ)).
  expectClose(values['waiting.variance'], 4 + 0.8 / 0.6);
  expectClose(values['response.variance'], 4 + 0.8 / 0.6);
  expectClose(values['slowdown'], 3);
});

test('mean and variance against the transform of the wait', () => {
  // E[W^k] from the Pollaczek–Khinchine transform s(1−ρ)/(s−λ+λS(s)) by central differences: another way to the same number.
  const size = erlang.create({ k: 3, mean: 1 });
  const lambda = 0.7;
  const log = (s: number) => Math.log((s * (1 - lambda)) / (s - lambda + lambda * (1 + s / 3) ** -3));
  const h = 1e-3;
  // −2 log(0) + … with log(0) = 0; the transform's logarithm has −mean and variance as derivatives.
  const variance = (log(h) + log(-h)) / h ** 2;
  const mean = -(log(h) - log(-h)) / (2 * h);
  const values = fcfs(lambda, size);
  expectClose(values['waiting'], mean, 1e-4);
  expectClose(values['waiting.variance'], variance, 1e-3);
  expectClose(values['response.variance'], values['waiting.variance'] + 1 / 3, 1e-12);
});

test('slowdown is 1 + E[W] E[1/S], and left out where E[1/S] may diverge', () => {
  const values = fcfs(0.5, uniform.create({ min: 0.5, max: 1.5 }));
  expectClose(values['slowdown'], 1 + values['waiting'] * Math.log(3), 1e-10);
  expect(fcfs(0.5, exponential.create({ mean: 1 }))['slowdown']).toBeUndefined();
  // Pareto: E[1/S] = shape / ((shape + 1) min).
  const heavy = fcfs(0.1, pareto.create({ shape: 2.5, min: 1 }));
  expectClose(heavy['slowdown'], 1 + heavy['waiting'] * (2.5 / 3.5), 1e-9);
});

test('infinite where moments diverge, and never NaN', () => {
  const noVariance = fcfs(0.1, pareto.create({ shape: 1.5, min: 1 }));
  for (const key of ['waiting', 'response', 'number', 'queue', 'waiting.variance', 'response.variance', 'slowdown']) expect(noVariance[key], key).toBe(Infinity);
  expectClose(noVariance['utilisation'], 0.3);
  const noThird = fcfs(0.1, pareto.create({ shape: 2.5, min: 1 }));
  expect(noThird['waiting']).toSatisfy(Number.isFinite);
  expect(noThird['waiting.variance']).toBe(Infinity);
});

test('an order other than fcfs keeps the means alone', () => {
  const params = { lambda: 0.5, size: uniform.create({ min: 0, max: 2 }), speed: 1 };
  const { values } = mg1.create({ ...params, discipline: 'size-blind' });
  expect(Object.keys(values).filter((key) => key.includes('.'))).toEqual([]);
  expectAgreement(values, mg1.create({ ...params, discipline: 'fcfs' }).values, ['response', 'waiting', 'number']);
});

test('an overload is refused', () => {
  expect(() => fcfs(1, deterministic.create({ value: 1 }))).toThrow(ParamError);
  expect(() => fcfs(1, pareto.create({ shape: 0.9, min: 1 }))).toThrow(/not below 1/);
});

test.each([mg1, mg1k, mg1Ps, mg1Plcfs, mg1Sjf, sita] as readonly Formula[])('$name: sizes that are always 0 are refused', ({ create, params }) => {
  const size = { deterministic: { value: 0 } };
  const given = params.parse({ lambda: 0.8, size, ...(create === mg1k.create && { capacity: 3 }) });
  expect(() => create(given)).toThrow(new ParamError('the mean size must be above 0', ['size']));
});

test('sizes that are always 0 are refused where a scenario, not a user, gives them as a number', () => {
  expect(() => md1.create({ lambda: 0.8, size: 0, speed: 1, discipline: 'fcfs' })).toThrow(new ParamError('the mean size must be above 0', ['size']));
});

test('percentiles too far out for a tail that hardly falls are left out, and those before it are right', () => {
  const [load, shape] = [0.3, 1.05];
  const values = fcfs(load, pareto.create({ shape, mean: 1 }));
  expect(Object.keys(values).filter((key) => key.startsWith('waiting.p'))).toEqual(['waiting.p50', 'waiting.p90', 'waiting.p95']);
  // P[W > t] lies between P[the first of the ladder heights is above t] and the sum of all n, ρⁿ(1−ρ) n P[Sₑ > t/n].
  const rest = (t: number) => (((shape - 1) / shape / t) ** 2) ** ((shape - 1) / 2) / shape;
  const t = values['waiting.p95'];
  expect(load * rest(t)).toBeLessThan(0.05);
  let most = 0;
  for (let n = 1; n < 60; n++) most += load ** n * (1 - load) * n * rest(t / n);
  expect(most).toBeGreaterThan(0.05);
});
