/** Scenarios that are fine, of everything that has a name, made from the examples that the definitions carry. */
import fc from 'fast-check';
import { catalogue } from '../../src/lab/catalogue.ts';
import type { Distribution } from '../../src/model.ts';

/** Whatever can be written in a scenario file. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const { process, distribution, dispatcher, discipline, metric } = catalogue;

/** Parameters as a user writes them: a distribution that an example has made is named again. */
function written(value: unknown): Plain {
  if (isDistribution(value)) return { [value.name]: written(distribution[value.name].examples[0]) };
  if (Array.isArray(value)) return value.map(written);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, written(part)]));
  return value as Plain;
}

function isDistribution(value: unknown): value is Distribution {
  return typeof value === 'object' && value !== null && 'sample' in value;
}

const chosen = (known: Readonly<Record<string, { readonly name: string; readonly examples: readonly unknown[] }>>) =>
  fc.constantFrom(...Object.values(known).flatMap(({ name, examples }) => examples.map((params) => ({ [name]: written(params) }))));

/** Sizes whose mean is finite, in every family. */
const size = chosen(distribution).filter((entry) => !('pareto' in entry) || (entry.pareto as { shape: number }).shape > 1);

/** Most jobs have what policies may ask of them. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });

const traits = fc
  .record({
    weight: mostly(fc.constantFrom(0.1, 1, 7)),
    estimate: fc.option(fc.constant({ lognormal: { mean: 1, scv: 0.5 } }), { nil: undefined }),
    deadline: mostly(chosen(distribution)),
    key: mostly(fc.constantFrom<Plain>({ zipf: { n: 20 } }, { uniform: { min: 0, max: 3 } }, { exponential: { mean: 1e6 } })),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, given]) => given !== undefined)));

const arrival = fc
  .tuple(
    fc.constantFrom(...Object.values(process).flatMap((definition) => definition.examples.map((example) => ({ definition, example })))),
    size,
    fc.constantFrom<Record<string, Plain>>({ load: 0.3 }, { load: 0.9 }, { rate: 0.01 }),
    fc.integer({ min: -2, max: 2 }),
    traits,
  )
  .map(([{ definition, example }, work, pace, priority, more]) => ({
    process: { [definition.name]: written(example.params) },
    ...(definition.rate === 'required' && pace),
    ...(definition.name !== 'trace' && { size: work }),
    priority,
    ...more,
  }));

const nodes = fc.constantFrom<Plain>(
  1,
  4,
  { count: 3, slots: 2, speed: 0.5, capacity: 5 },
  [{ count: 2 }, { speed: 3, slots: 2 }],
  [{ slots: 'unlimited', speed: 2 }],
  [{ capacity: 1 }, { capacity: 2, speed: 4 }],
);

const run = fc
  .record({
    length: fc.constantFrom<Record<string, Plain>>({ jobs: 500 }, { until: 100 }, {}),
    warmup: fc.constantFrom<Plain>('auto', 'none', 1),
    replications: fc.integer({ min: 2, max: 20 }),
    precision: fc.option(fc.record({ metric: fc.constantFrom(...Object.keys(metric)), relative: fc.constantFrom(0.01, 0.1) }), { nil: undefined }),
  })
  .map(({ length, precision, ...rest }): Plain => ({ ...length, ...rest, ...(precision && { precision }), overload: 'allow' }));

export const validScenario: fc.Arbitrary<Plain> = fc
  .record({
    arrivals: fc.array(arrival, { minLength: 1, maxLength: 2 }).map((entries) => entries.map((entry, i) => ({ class: 'ab'[i], ...entry }))),
    pool: fc
      .record({
        nodes,
        dispatch: chosen(dispatcher),
        discipline: chosen(discipline),
        capacity: fc.constantFrom(1, 20, 1e6),
        information: fc.option(fc.constantFrom({ every: 2 }, { delay: 3 }), { nil: undefined }),
      })
      .map(({ information, ...pool }) => ({ ...pool, ...(information && !('central' in pool.dispatch) && { information }) })),
    run,
  })
  .map((sections) => ({ name: 'fuzz', about: 'made by chance', seed: 7, time: 's', ...sections }) as unknown as Plain);
