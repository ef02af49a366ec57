/** What a discipline goes by that knows of a job only its age and the distribution of its size. */
import type { Distribution } from '../model.ts';
import { ParamError } from '../params.ts';
import type { DisciplineSetup, Ordered } from '../policy.ts';
import { endsAtValue, type LifeTable, lifeTable, stepOf } from './life-table.ts';

export interface ByAge {
  /** The smaller, the sooner the job should be served. */
  rank(age: number): number;
  /** Service until its rank becomes worse than just before, at an age of the table; Infinity: it never does. */
  turn(age: number): number;
}

/**
 * Preemptive, the oldest of equals first, by the rank that `of` makes of the life table of the task's class, times a factor of
 * the class. Between reviews a rank only gets better, so that nobody who waits should have the slot.
 */
export function orderedByAge(tables: readonly LifeTable[], of: (table: LifeTable) => ByAge, factors: readonly number[] = tables.map(() => 1)): Ordered {
  const known = new Map([...new Set(tables)].map((table) => [table, of(table)]));
  const classes = tables.map((table) => known.get(table)!);
  return {
    mechanism: 'ordered',
    preemptive: true,
    ties: 'first',
    rank: (job) => factors[job.class] * classes[job.class].rank(job.age),
    turn: (job) => classes[job.class].turn(job.age),
  };
}

/** The life table of each class. Throws a ParamError where the sizes of a class are not known beforehand. */
export function lifeTables({ classes, workload }: DisciplineSetup, resolution: number): readonly LifeTable[] {
  const known = new Map<Distribution, LifeTable>();
  return workload.classes.map(({ size }, index) => {
    if (!size) throw new ParamError(`needs the distribution of the sizes of ${classes[index].name}, which is not known beforehand`);
    const table = known.get(size) ?? lifeTable(size, resolution);
    known.set(size, table);
    return table;
  });
}

/** `ranks` at the ages of the table, and what the rank tends to as a single value is approached, after which it jumps. */
export function turns(table: LifeTable, ranks: Float64Array, approached: (place: number) => number): (age: number) => number {
  const { ages } = table;
  const none = ages.length;
  const next = new Int32Array(none + 1).fill(none);
  for (let i = none - 1; i > 0; i--) {
    const before = endsAtValue(table, i - 1) ? Math.min(ranks[i - 1], approached(i)) : ranks[i - 1];
    next[i] = ranks[i] > before ? i : next[i + 1];
  }
  return (age) => {
    const place = next[stepOf(table, age) + 1];
    return place < none ? ages[place] - age : Infinity;
  };
}

/** Makes runs of nearly equal numbers equal: what differs by rounding must not change who is next. */
export function levelled(numbers: Float64Array, tolerance: number): Float64Array {
  for (let i = 1, value = numbers[0]; i < numbers.length; i++) {
    if (Math.abs(numbers[i] - value) <= tolerance * value) numbers[i] = value;
    else value = numbers[i];
  }
  return numbers;
}
