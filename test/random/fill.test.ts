import { expect, test } from 'vitest';
import { poisson } from '../../src/arrivals/poisson.ts';
import * as distributions from '../../src/random/distributions/index.ts';
import { stream } from '../../src/random/stream.ts';

/** Enough for some hundreds of draws from the borders of the layers and some dozens from the tail. */
const MANY = 60_000;

test('many exponential variates at once are those of as many single draws, and leave the stream where they do', () => {
  const [one, many] = [stream('fill'), stream('fill')];
  const values = new Float64Array(MANY);
  for (const mean of [undefined, 0.3]) {
    many.exponentials(values, mean);
    expect(values).toEqual(Float64Array.from({ length: MANY }, () => (mean ?? 1) * one.exponential()));
    expect(Math.max(...values)).toBeGreaterThan(7.7 * (mean ?? 1));
  }
  expect(many.uniform()).toBe(one.uniform());
});

const filling = Object.values(distributions).flatMap((definition) =>
  definition.examples.flatMap((example) => {
    const made = definition.create(example as never);
    return made.sample.fill ? [{ name: `${made.name} ${JSON.stringify(example)}`, made }] : [];
  }),
);

test.each(filling)('a block of $name is as many single samples', ({ made }) => {
  const [one, many] = [stream('block'), stream('block')];
  const values = new Float64Array(1000);
  for (let block = 0; block < 5; block++) {
    made.sample.fill!(many, values);
    expect(values).toEqual(Float64Array.from(values, () => made.sample(one)));
  }
});

test('a block of gaps is as many single gaps', () => {
  const process = poisson.create({}, { rate: 3 } as never);
  if (process.mechanism !== 'open') throw new Error('expected open arrivals');
  const [one, many] = [process.begin(stream('gaps')), process.begin(stream('gaps'))];
  const values = new Float64Array(1000);
  many.fill?.(values);
  expect(values).toEqual(Float64Array.from(values, () => one.next()));
});
