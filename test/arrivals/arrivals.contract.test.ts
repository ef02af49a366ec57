/** What every arrival process promises. */
import { describe, expect, test } from 'vitest';
import type { ArrivalDefinition } from '../../src/arrivals/define.ts';
import * as all from '../../src/arrivals/index.ts';
import type { OpenArrivals } from '../../src/model.ts';
import { stream } from '../../src/random/stream.ts';
import { kolmogorov, kolmogorovBound, normalBound } from '../random/goodness.ts';
import { setup } from './setup.ts';

const files = { 'trace.csv': 'time,size,class\n0.5,1,web\n1,2,video\n1,0.5,web\n4,3,web\n' };
const definitions: readonly ArrivalDefinition[] = Object.values(all);
const examples = definitions.flatMap((definition) =>
  definition.examples.map((example, i) => {
    const process = definition.create(example.params, setup(example.rate, files));
    return { label: `${definition.name} ${i}`, definition, example, process };
  }),
);
const open = examples.flatMap(({ process, ...rest }) => (process.mechanism === 'open' ? [{ ...rest, process }] : []));

// With other seeds, the statistical tests of this file would fail once in a thousand times.
const P = 1e-3 / (3 * open.length);

describe.each(examples)('$label', ({ definition, example, process }) => {
  test('is named as its definition', () => expect(process.name).toBe(definition.name));

  test('takes a rate as it says, and meets it', () => {
    if (definition.rate === 'required') expect(example.rate).toBeGreaterThan(0);
    if (definition.rate === 'refused') return void expect('rate' in process).toBe(false);
    for (const rate of [0.3, 7]) {
      const scaled = definition.create(example.params, setup(rate, files));
      expect('rate' in scaled && scaled.rate).toBeCloseTo(rate, 12);
    }
  });
});

describe.each(open)('$label', ({ label, process }) => {
  const gaps = (name: string, n: number) => {
    const source = process.begin(stream(`${label}/${name}`));
    return Float64Array.from({ length: n }, () => source.next());
  };

  test('gaps are 0 or more, the same for the same stream and others for another', () => {
    expect(gaps('one', 5000).every((gap) => gap >= 0 && gap < Infinity)).toBe(true);
    expect(gaps('one', 5000)).toEqual(gaps('one', 5000));
    if (label !== 'deterministic 0') expect(gaps('one', 5000)).not.toEqual(gaps('other', 5000));
  });

  test('two sources begun on one process share no state', () => {
    const apart = [gaps('one', 500), gaps('other', 500)];
    const sources = ['one', 'other'].map((name) => process.begin(stream(`${label}/${name}`)));
    const together = [new Float64Array(500), new Float64Array(500)];
    for (let i = 0; i < 500; i++) sources.forEach((source, k) => (together[k][i] = source.next()));
    expect(together).toEqual(apart);
  });

  test('the long-run rate is the one declared', () => {
    const horizon = (process.period ?? 1) * Math.ceil(4000 / process.rate / (process.period ?? 1));
    const rates = Float64Array.from({ length: 100 }, (_, i) => counted(process, `${label}/rate/${i}`, horizon) / horizon);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1);
    // One job more or less is what it may matter that the clock starts at an arrival.
    expect(Math.abs(mean - process.rate)).toBeLessThan(normalBound(P) * Math.sqrt(variance / rates.length) + 1 / horizon);
  });

  test('gaps follow the distribution declared, and do not depend on one another', () => {
    if (!process.gap) return;
    const { gap, batch } = process;
    // Within a batch jobs come at once; the gaps are those between batches.
    const sample = batch ? gaps('gap', 20_000).filter((one) => one > 0) : gaps('gap', 20_000);
    expect(process.rate * gap.mean).toBeCloseTo(batch?.mean ?? 1, 12);
    expect(kolmogorov(sample, gap.cdf)).toBeLessThan(kolmogorovBound(P));
    if (gap.variance === 0) return;
    let lagged = 0;
    for (let i = 1; i < sample.length; i++) lagged += ((sample[i] - gap.mean) * (sample[i - 1] - gap.mean)) / gap.variance;
    expect(Math.abs(lagged) / Math.sqrt(sample.length - 1)).toBeLessThan(normalBound(P));
  });
});

/** Jobs that come up to the horizon. */
function counted(process: OpenArrivals, name: string, horizon: number): number {
  const source = process.begin(stream(name));
  let jobs = 0;
  for (let now = source.next(); now <= horizon; now += source.next()) jobs++;
  return jobs;
}
