import { expect, test } from 'vitest';
import { boundedPareto } from '../../../src/random/distributions/bounded-pareto.ts';
import { gaussLegendre, integrate, panels, running } from '../../../src/theory/numeric/quadrature.ts';
import { expectClose } from '../close.ts';

test('Gauss–Legendre nodes and weights (Abramowitz and Stegun, table 25.4, n = 4)', () => {
  const { nodes, weights } = gaussLegendre(4);
  expect(nodes[3]).toBeCloseTo(0.861136311594053, 14);
  expect(nodes[2]).toBeCloseTo(0.339981043584856, 14);
  expect(weights[3]).toBeCloseTo(0.347854845137454, 14);
  expect(weights[2]).toBeCloseTo(0.652145154862546, 14);
});

test.each([
  ['smooth', (x: number) => Math.exp(-x), 0, 30, 1 - Math.exp(-30)],
  ['a narrow peak', (x: number) => 1 / (1e-8 + (x - 0.3) ** 2), 0, 1, 1e4 * (Math.atan(0.7e4) + Math.atan(0.3e4))],
  ['a jump', (x: number) => (x < 1 / 3 ? 0 : 1), 0, 1, 2 / 3],
  ['a singular end', (x: number) => 1 / Math.sqrt(x), 0, 1, 2],
  ['oscillation', (x: number) => Math.sin(50 * x) ** 2, 0, Math.PI, Math.PI / 2],
] as const)('%s', (_, f, from, to, value) => {
  expectClose(integrate(f, from, to), value, 1e-8);
});

test('bounded Pareto over ten decades, in log x, against its closed moments', () => {
  const size = boundedPareto.create({ shape: 1.1, min: 1, max: 1e10 });
  for (const k of [0, 1, 2, 3]) {
    expectClose(integrate((x) => x ** k * size.density!(x), 1, 1e10, { logarithmic: true }), k === 0 ? 1 : size.moment(k), 1e-12);
  }
});

test('the running integral', () => {
  const grid = panels(Math.cos, 0, 6, { width: 0.5 });
  const { upTo, total } = running(grid, grid.x.map(Math.cos));
  for (const x of [...grid.x, ...grid.edges, 0.1, 3.3]) expect(Math.abs(upTo(x) - Math.sin(x))).toBeLessThan(2e-14);
  expectClose(total, Math.sin(6), 1e-13);
  expect([upTo(-1), upTo(7)]).toEqual([0, total]);
});

test('what is left of a running integral keeps its relative precision', () => {
  const grid = panels((x) => Math.exp(-x), 0, 700, { width: 0.5 });
  const { beyond } = running(grid, grid.x.map((x) => Math.exp(-x)));
  for (const x of [...grid.x, ...grid.edges, 0.1, 33.3]) if (x < 600) expectClose(beyond(x), Math.exp(-x), 1e-12);
  expect([beyond(-1), beyond(701)]).toEqual([beyond(0), 0]);
});
