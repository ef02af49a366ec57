/** The cμ rule costs what theory says, and no other order of the classes costs less. */
import { expect, test } from 'vitest';
import { cMu } from '../../src/disciplines/c-mu.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { priority } from '../../src/disciplines/priority.ts';
import { erlang } from '../../src/random/distributions/erlang.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { uniform } from '../../src/random/distributions/uniform.ts';
import { cMu as rule } from '../../src/theory/staffing/c-mu.ts';
import { type Arriving, meanResponse, played, score, scoreOfDifference } from './played.ts';

/** c/E[S] is 1, 6 and 1/4: neither the order of the weights nor that of the mean sizes. */
const classes: readonly (Arriving & { readonly weight: number })[] = [
  { lambda: 0.3, size: exponential.create({ mean: 1 }), weight: 1 },
  { lambda: 0.5, size: uniform.create({ min: 0, max: 1 }), weight: 3 },
  { lambda: 0.1, size: erlang.create({ k: 2, mean: 2 }), weight: 0.5 },
];

/** Cost of keeping jobs, per time unit. */
function costs(of: readonly (Arriving & { readonly weight: number })[], discipline: DisciplineDefinition, params: unknown, levels: readonly number[] = []): readonly number[] {
  const arriving = of.map((one, k) => ({ ...one, priority: levels[k] ?? 0 }));
  return played({ classes: arriving, discipline, params }, (jobs) => of.reduce((sum, { lambda, weight }, k) => sum + lambda * weight * meanResponse(jobs, k), 0));
}

const OTHERS = [[0, 1, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

test('without preemption it costs what theory says (Cox and Smith 1961)', () => {
  const { others } = rule.create({ classes: classes.map(({ lambda, size, weight }) => ({ lambda, size, cost: weight })) });
  const inService = classes.reduce((sum, { lambda, weight, size }) => sum + lambda * weight * size.mean, 0);
  expect(Math.abs(score(costs(classes, cMu, { preemptive: false }), others!['cost of waiting'] + inService))).toBeLessThan(4);
});

test('no other order of the classes costs less, and the same order is the same, job by job', () => {
  const best = costs(classes, cMu, { preemptive: false });
  for (const levels of OTHERS) {
    const other = costs(classes, priority, { preemptive: false, afterwards: 'resume' }, levels);
    expect(scoreOfDifference(other, best), String(levels)).toBeGreaterThan(3);
  }
  expect(costs(classes, priority, { preemptive: false, afterwards: 'resume' }, [1, 0, 2])).toEqual(best);
});

test('with preemption it is best among preemptive orders where sizes are exponential (Buyukkoc, Varaiya and Walrand 1985)', () => {
  const exponentials = classes.map((one) => ({ ...one, size: exponential.create({ mean: one.size.mean }) }));
  const best = costs(exponentials, cMu, { preemptive: true });
  for (const levels of OTHERS) {
    const other = costs(exponentials, priority, { preemptive: true, afterwards: 'resume' }, levels);
    expect(scoreOfDifference(other, best), String(levels)).toBeGreaterThan(3);
  }
});
