/** E[T(x)]: what a job of size x may expect, against what jobs of about that size had. */
import { describe, expect, test } from 'vitest';
import { las } from '../../src/disciplines/las.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import type { Distribution } from '../../src/model.ts';
import { boundedPareto } from '../../src/random/distributions/bounded-pareto.ts';
import { discrete } from '../../src/random/distributions/discrete.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import type { Formula } from '../../src/theory/define.ts';
import { mg1Fb } from '../../src/theory/scheduling/mg1-fb.ts';
import { mg1Ps } from '../../src/theory/scheduling/mg1-ps.ts';
import { mg1Srpt } from '../../src/theory/scheduling/mg1-srpt.ts';
import { by, type Done, meanOf, play } from './play.ts';

const LOAD = 0.7;
const RUNS = 12;

const disciplines: readonly (readonly [DisciplineDefinition, Formula])[] = [[ps, mg1Ps], [srpt, mg1Srpt], [las, mg1Fb]];

/** Where sizes are cut into groups of about as many jobs each, and the largest once more. */
const distributions: readonly (readonly [string, Distribution, readonly number[]])[] = [
  ['exponential', exponential.create({ mean: 1 }), [0, 0.3, 0.7, 1.4, 3, Infinity]],
  ['bounded pareto', boundedPareto.create({ shape: 1.5, min: 0.4, max: 300 }), [0, 0.5, 0.8, 1.6, 10, Infinity]],
  ['three single', discrete.create({ values: [0.5, 1, 6], probabilities: [0.5, 0.3, 0.2] }), [0, 0.6, 2, Infinity]],
];

describe.each(disciplines)('$name', (discipline, formula) => {
  test.each(distributions)('%s sizes: what each group of sizes has is what it may expect', (_, size, cuts) => {
    const lambda = LOAD / size.mean;
    const { responseOfSize } = formula.create({ lambda, size, speed: 1 });
    const expectation = new Map<number, number>();
    // To three digits of the size: the mean response is smooth enough for that.
    const expected = (x: number) => {
      const rounded = +x.toPrecision(3);
      const known = expectation.get(rounded) ?? responseOfSize!(rounded) / rounded;
      expectation.set(rounded, known);
      return known * x;
    };
    const runs = Array.from({ length: RUNS }, (_unused, run) => play({ streams: [{ rate: lambda, size }], jobs: 5000, seed: `by size/${run}` }, by(discipline)).slice(500));
    for (let group = 1; group < cuts.length; group++) {
      const surplus = (done: readonly Done[]) => {
        const those = done.filter((job) => job.size >= cuts[group - 1] && job.size < cuts[group]);
        return those.reduce((sum, job) => sum + (job.response - expected(job.size)) / job.size, 0) / those.length;
      };
      const { mean, error } = meanOf(runs.map(surplus));
      expect(Math.abs(mean / error), `sizes from ${cuts[group - 1]}: slowdown off by ${mean} ± ${error}`).toBeLessThan(4);
      expect(error).toBeLessThan(0.4);
    }
  });
});
