import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore, stationary } from '../../../src/theory/numeric/markov-chain.ts';
import { amva } from '../../../src/theory/networks/amva.ts';
import { balancedJobBounds } from '../../../src/theory/networks/balanced-job-bounds.ts';
import type { ClosedClasses } from '../../../src/theory/networks/closed-classes.ts';
import { closedPsMulticlass } from '../../../src/theory/networks/closed-ps-multiclass.ts';
import { mva } from '../../../src/theory/networks/mva.ts';
import { operationalBounds } from '../../../src/theory/networks/operational-bounds.ts';
import { expectAgreement, expectClose } from '../close.ts';

const part = (name: string, { classes }: ReturnType<typeof mva.create>) => classes!.find((one) => one.name === name)!.values;

/** Customers by class and station (the last entry thinks), with exponential times and shared slots; jobs visit the stations in turn. */
function bySharing({ classes, stations }: ClosedClasses) {
  const last = stations.length;
  const { states, chain } = explore<readonly (readonly number[])[]>(classes.map(({ population }) => [...stations.map(() => 0), population]), function* (state) {
    const at = (k: number) => state.reduce((sum, row) => sum + row[k], 0);
    for (const [r, row] of state.entries()) {
      for (let k = 0; k <= last; k++) {
        if (row[k] === 0) continue;
        const mean = k === last ? classes[r].think : stations[k].demands[r];
        const share = k === last || stations[k].servers === Infinity ? row[k] : row[k] / at(k);
        const to = (k + 1) % (last + 1);
        yield [state.map((other, s) => (s === r ? other.map((n, j) => n - (j === k ? 1 : 0) + (j === to ? 1 : 0)) : other)), share / mean] as const;
      }
    }
  });
  const p = stationary(chain);
  const mean = (value: (state: readonly (readonly number[])[]) => number) => states.reduce((sum, state, s) => sum + p[s] * value(state), 0);
  return {
    throughput: classes.map(({ think }, r) => mean((state) => state[r][last]) / think),
    number: stations.map((_, k) => mean((state) => state.reduce((sum, row) => sum + row[k], 0))),
    utilisation: stations.map((_, k) => mean((state) => (state.some((row) => row[k] > 0) ? 1 : 0))),
  };
}

test.each<[string, ClosedClasses]>([
  ['one class', { classes: [{ population: 6, think: 2 }], stations: [{ servers: 1, demands: [1] }, { servers: 1, demands: [0.4] }] }],
  ['two classes', { classes: [{ population: 3, think: 2 }, { population: 2, think: 0.5 }], stations: [{ servers: 1, demands: [1, 0.3] }, { servers: 1, demands: [0.2, 2] }] }],
  ['a delay', { classes: [{ population: 3, think: 2 }, { population: 3, think: 5 }], stations: [{ servers: Infinity, demands: [1, 0.3] }, { servers: 1, demands: [0.5, 2] }] }],
  ['three classes at one slot', { classes: [{ population: 2, think: 1 }, { population: 1, think: 5 }, { population: 3, think: 9 }], stations: [{ servers: 1, demands: [1, 4, 0.2] }] }],
])('exact: the chain of a shared network, %s', (_, network) => {
  const said = mva.create(network);
  const wanted = bySharing(network);
  for (const [r, throughput] of wanted.throughput.entries()) expectClose(part(`class ${r + 1}`, said)['throughput'], throughput, 1e-10);
  for (const [k, number] of wanted.number.entries()) {
    const station = part(`station ${k + 1}`, said);
    expectClose(station['number'], number, 1e-10);
    if (network.stations[k].servers === 1) expectClose(station['utilisation'], wanted.utilisation[k], 1e-10);
  }
});

test('the interactive system of Jain 1991, chapter 34: a CPU and two disks, three users', () => {
  const params = { classes: [{ population: 3, think: 4 }], stations: [2, 3, 1].map((demand) => ({ servers: 1, demands: [demand] })) };
  const { values } = mva.create(params);
  expectClose(values['response'], 9.088, 5e-5);
  expectClose(values['throughput'], 0.229, 2e-3);
});

test('parts add up: throughput of classes, numbers at stations, waiting and service', () => {
  const said = mva.create({ classes: [{ name: 'a', population: 5, think: 3 }, { name: 'b', population: 4, think: 0 }], stations: [{ name: 'cpu', servers: 1, demands: [1, 0.3] }, { name: 'net', servers: Infinity, demands: [0, 2] }] });
  const [a, b] = [part('a', said), part('b', said)];
  expectClose(said.values['throughput'], a['throughput'] + b['throughput'], 1e-14);
  expectClose(said.values['number'], part('cpu', said)['number'] + part('net', said)['number'], 1e-14);
  expectClose(a['response'], a['waiting'] + 1, 1e-14);
  expectClose(b['response'], b['waiting'] + 2.3, 1e-14);
  expectClose(b['number'], 4, 1e-13);
  expectClose(a['number'] + 3 * a['throughput'], 5, 1e-13);
  expect(part('net', said)['waiting']).toBe(0);
});

test('splitting a class in two changes nothing', () => {
  const whole = mva.create({ classes: [{ population: 7, think: 2 }], stations: [{ servers: 1, demands: [1] }, { servers: 1, demands: [0.7] }] });
  const split = mva.create({ classes: [{ population: 3, think: 2 }, { population: 4, think: 2 }], stations: [{ servers: 1, demands: [1, 1] }, { servers: 1, demands: [0.7, 0.7] }] });
  expectAgreement(split.values, whole.values, Object.keys(whole.values), 1e-13);
  expectClose(part('class 1', split)['response'], whole.values['response'], 1e-13);
});

test('closed classes that share one slot are a network of one station', () => {
  const classes = [{ name: 'a', population: 4, think: 3, service: 1 }, { name: 'b', population: 2, think: 10, service: 5 }];
  const said = closedPsMulticlass.create({ classes });
  const wanted = mva.create({ classes, stations: [{ servers: 1, demands: [1, 5] }] });
  expectAgreement(said.values, wanted.values, Object.keys(wanted.values), 0);
  expect(said.classes!.map(({ name }) => name)).toEqual(['a', 'b']);
});

const demandOf = fc.double({ min: 0.01, max: 10, noNaN: true });
const network = fc.record({ demands: fc.array(demandOf, { minLength: 1, maxLength: 5 }), population: fc.integer({ min: 1, max: 40 }), think: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 100, noNaN: true })) });
const oneClass = ({ demands, population, think }: { demands: number[]; population: number; think: number }): ClosedClasses => ({ classes: [{ population, think }], stations: demands.map((demand) => ({ servers: 1, demands: [demand] })) });

describe('bounds', () => {
  test('hold for every network, and balanced ones meet the balanced job bounds', () => {
    fc.assert(
      fc.property(network, (params) => {
        const { values } = mva.create(oneClass(params));
        const wide = operationalBounds.create({ ...params, stations: params.demands.map((demand) => ({ demand, servers: 1 })) }).bounds!;
        const narrow = balancedJobBounds.create(params).bounds!;
        for (const bounds of [wide, narrow]) {
          for (const [key, { lower = 0, upper = Infinity }] of Object.entries(bounds)) {
            expect(values[key]).toBeGreaterThanOrEqual(lower * (1 - 1e-10));
            expect(values[key]).toBeLessThanOrEqual(upper * (1 + 1e-10));
          }
        }
        expect(narrow['throughput'].upper).toBeLessThanOrEqual(wide['throughput'].upper! * (1 + 1e-12));
        expect(narrow['response'].lower).toBeGreaterThanOrEqual(wide['response'].lower! * (1 - 1e-12));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('balanced ones of the number keep their digits where nearly all customers think', () => {
    const { number } = balancedJobBounds.create({ demands: [1000, 2, 1e-15, 1], population: 1, think: 1e9 }).bounds!;
    for (const bound of [number.lower!, number.upper!]) expectClose(bound, 1003 / (1e9 + 1003), 1e-15);
  });

  test('the asymptotic ones are met by one customer and by many', () => {
    const demands = [1, 0.5, 0.2];
    for (const [population, think] of [[1, 3], [1, 0], [2000, 3], [2000, 0]]) {
      const { values } = mva.create(oneClass({ demands, population, think }));
      const { bounds } = operationalBounds.create({ stations: demands.map((demand) => ({ demand, servers: 1 })), population, think });
      expectClose(values['throughput'], bounds!['throughput'].upper!, 1e-9);
      expectClose(values['number'], bounds!['number'].lower!, 1e-9);
    }
  });

  test('a delay adds to the demand and never fills', () => {
    const { bounds, others } = operationalBounds.create({ stations: [{ demand: 1, servers: 1 }, { demand: 4, servers: Infinity }], population: 3, think: 2 });
    expectClose(bounds!['throughput'].upper, 3 / 7);
    expectClose(others!['N*'], 7);
  });
});

describe('Schweitzer and Bard', () => {
  test('is exact for one customer', () => {
    const params = oneClass({ demands: [1, 0.3], population: 1, think: 2 });
    expectAgreement(amva.create(params).values, mva.create(params).values, ['throughput', 'response', 'number'], 1e-12);
  });

  test('is within 20 % of one class’s throughput, and never above it (Eager and Sevcik 1984)', () => {
    fc.assert(
      fc.property(network, (params) => {
        const [rough, exact] = [amva.create(oneClass(params)).values['throughput'], mva.create(oneClass(params)).values['throughput']];
        expect(rough / exact).toBeLessThanOrEqual(1 + 1e-9);
        expect(rough / exact).toBeGreaterThan(0.8);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  test('is right in the limit of many: the error falls as 1/N²', () => {
    for (const population of [200, 2000, 20_000]) {
      const params = oneClass({ demands: [1, 0.5], population, think: 5 });
      expectClose(amva.create(params).values['throughput'], mva.create(params).values['throughput'], 8 / population ** 2);
    }
  });

  test('several classes: within 10 % of exact throughputs', () => {
    for (const population of [2, 5, 10]) {
      const params = { classes: [{ population, think: 5 }, { population, think: 1 }], stations: [{ servers: 1, demands: [1, 0.2] }, { servers: 1, demands: [0.3, 0.9] }, { servers: Infinity, demands: [1, 1] }] };
      const [rough, exact] = [amva.create(params), mva.create(params)];
      for (const name of ['class 1', 'class 2']) {
        const ratio = part(name, rough)['throughput'] / part(name, exact)['throughput'];
        expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
        expect(ratio).not.toBe(1);
      }
    }
  });

  test('settles for a million customers', () => {
    const said = amva.create({ classes: [{ population: 1e6, think: 1 }, { population: 5e5, think: 0 }], stations: [{ servers: 1, demands: [1, 0.999] }, { servers: 1, demands: [0.999, 1] }] });
    // But for the few that think all are at the stations, and there is more to do at the first.
    expectClose(said.values['number'], 1.5e6, 1e-5);
    expectClose(part('station 1', said)['utilisation'], 1, 1e-5);
    expect(part('station 2', said)['utilisation']).toBeLessThan(1 - 1e-4);
  });
});

test('refuses what does not fit together, and what is too large', () => {
  const stations = [{ servers: 1, demands: [1, 1] }];
  expect(() => mva.create({ classes: [{ population: 1, think: 0 }], stations })).toThrow('must be 1 numbers, one per class, not 2');
  expect(() => mva.create({ classes: [{ population: 5000, think: 0 }, { population: 5000, think: 0 }], stations })).toThrow('25010001 populations');
  // Seconds it would take.
  expect(() => mva.create({ classes: [{ population: 5, think: 1 }, { population: 1e6, think: 0 }], stations: [{ servers: 1, demands: [1, 1] }] })).toThrow('6000006 populations');
  expect(() => mva.create({ classes: [{ population: 1, think: 0 }, { population: 1, think: 0 }], stations: [{ servers: 1, demands: [1, 0] }] })).toThrow('some station must have a demand above 0 for every class');
  expect(() => mva.create({ classes: [{ name: 'x', population: 1, think: 0 }], stations: [{ name: 'x', servers: 1, demands: [1] }] })).toThrow('a class too is named "x"');
});

test('the approximation gives up in good time where it does not settle', () => {
  const stations = Array.from({ length: 100 }, (_, k) => ({ servers: 1, demands: Array.from({ length: 100 }, (__, r) => 1 + ((k * 7 + r * 3) % 11) * 1e-3) }));
  const classes = stations.map(() => ({ population: 1e6, think: 1 }));
  expect(() => amva.create({ stations, classes })).toThrow(/has not settled after \d{1,4} rounds/);
});
