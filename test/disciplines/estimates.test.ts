/** Disciplines by size under wrong estimates: what SRPT makes of them, why that is bad, and what helps. */
import { describe, expect, test } from 'vitest';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import { psjf } from '../../src/disciplines/psjf.ts';
import { sjf } from '../../src/disciplines/sjf.ts';
import { srpt } from '../../src/disciplines/srpt.ts';
import { srptBounce } from '../../src/disciplines/srpt-bounce.ts';
import type { Source } from '../../src/model.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { lognormal } from '../../src/random/distributions/lognormal.ts';
import { weibull } from '../../src/random/distributions/weibull.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, serveBy } from '../contract/scenarios.ts';
import { completionsIn } from '../kernel/completions.ts';
import { byRules, type Rules } from '../kernel/interruptions-oracle.ts';
import { meanResponse, played, scoreOfDifference, type Served } from './played.ts';

const responses = (jobs: readonly Served[]) => jobs.map(({ response }) => response);

describe('estimates that are right', () => {
  const size = weibull.create({ shape: 0.5, mean: 1 });
  const run = (discipline: DisciplineDefinition, estimate = deterministic.create({ value: 1 })) => played({ classes: [{ lambda: 0.8, size, estimate }], discipline, params: discipline.examples[0], jobs: 3000, replications: 3 }, responses);

  test.each([srpt, psjf, sjf])('change nothing under $name', (discipline) => {
    expect(run(discipline)).toEqual(played({ classes: [{ lambda: 0.8, size }], discipline, jobs: 3000, replications: 3 }, responses));
  });

  test('SRPT with bounce is then SRPT, job by job', () => {
    const plain = run(srpt).flat();
    const off = run(srptBounce).flat().map((response, i) => Math.abs(response - plain[i]));
    expect(Math.max(...off)).toBeLessThan(1e-9);
  });

  test('nor does it matter if all are wrong by the same factor under PSJF', () => {
    expect(run(psjf, deterministic.create({ value: 7 }))).toEqual(run(psjf));
  });
});

interface Estimated {
  readonly arrival: number;
  readonly size: number;
  readonly factor: number;
}

/** Each job a source and a class of its own, so that each has its own error. */
function sourceOf({ arrival, size, factor }: Estimated, index: number): Source {
  const process = { name: 'recorded', mechanism: 'recorded', rate: 1, times: Float64Array.of(arrival), sizes: Float64Array.of(size) } as const;
  return { name: `job ${index}`, class: index, process, estimate: deterministic.create({ value: factor }) };
}

describe('job by job against the definition', () => {
  const cases: readonly { readonly discipline: DisciplineDefinition; rules(factors: readonly number[]): Rules }[] = [
    { discipline: srpt, rules: (factors) => ({ preemptive: true, rank: ({ job, size, attained }) => factors[job] * size - attained }) },
    { discipline: psjf, rules: (factors) => ({ preemptive: true, rank: ({ job, size }) => factors[job] * size }) },
    { discipline: sjf, rules: (factors) => ({ rank: ({ job, size }) => factors[job] * size }) },
  ];
  test.each(cases)('$discipline.name', ({ discipline, rules }) => {
    for (let i = 0; i < 100; i++) {
      const chance = stream(`estimates/${i}`);
      let arrival = 0;
      const jobs = Array.from({ length: 20 }, (): Estimated => ({ arrival: (arrival += chance.exponential()), size: chance.exponential(), factor: Math.exp(chance.normal()) }));
      const classes = jobs.map((_, index) => ({ name: `job ${index}`, priority: 0, weight: 1 }));
      const completions = completionsIn(scenarioOf({ classes, sources: jobs.map(sourceOf), discipline: serveBy(discipline), jobs: jobs.length }));
      const expected = byRules(jobs.map((job) => ({ ...job, priority: 0 })), [1], rules(jobs.map(({ factor }) => factor)));
      for (const [job, completion] of expected.entries()) expect(completions[job], `instance ${i}`).toBeCloseTo(completion, 9);
    }
  });
});

describe('wrong by a lognormal factor, sizes with a heavy tail', () => {
  // A standard deviation of the logarithm of 1.
  const estimate = lognormal.create({ mean: 1, scv: Math.E - 1 });
  const run = (discipline: DisciplineDefinition, wrong: boolean) =>
    played({ classes: [{ lambda: 0.8, size: weibull.create({ shape: 0.35, mean: 1 }), ...(wrong && { estimate }) }], discipline, params: discipline.examples[0], jobs: 20_000 }, meanResponse);
  const [exact, naive] = [run(srpt, false), run(srpt, true)];

  test('SRPT by estimates is far worse than SRPT: large jobs taken for small keep the slot', () => {
    expect(scoreOfDifference(naive.map((value) => value / 1.2), exact)).toBeGreaterThan(3);
  });

  test.each([srptBounce, psjf])('$name does better (Scully, Grosof and Mitzenmacher 2022; Dell’Amico 2019)', (remedy) => {
    const better = run(remedy, true);
    expect(scoreOfDifference(naive, better)).toBeGreaterThan(3);
    expect(scoreOfDifference(better, exact)).toBeGreaterThan(3);
  });
});
