import type { ArrivalDefinition } from '../../arrivals/define.ts';
import type { ArrivalProcess, Distribution, JobClass, Node, Source } from '../../model.ts';
import { HUGE, ParamError } from '../../params.ts';
import type { Fault } from './faults.ts';
import { meanSize, poolSpeed } from './load.ts';
import type { ArrivalEntry } from './schema.ts';
import { probeDraw, probeGaps, requireDrawn } from './probe.ts';
import { resolveTasks } from './tasks.ts';
import { resolveTraits } from './traits.ts';
import { about, show } from './words.ts';

/** Each class is measured apart; more of them than anyone can read would only fill the memory. */
const MOST_CLASSES = 1000;

/** The sources of a scenario and their classes; adds to `faults`. `nodes` is undefined where the pool is at fault. */
export function resolveSources(
  entries: ReadonlyMap<number, ArrivalEntry>,
  nodes: readonly Node[] | undefined,
  read: (file: string) => string,
  faults: Fault[],
): { readonly classes: readonly JobClass[]; readonly sources: readonly Source[] } {
  const classes: JobClass[] = [];
  const indices = new Map<string, number>();
  const classIndex = (name: string, priority = 0, weight = 1) => {
    const known = indices.get(name);
    if (known !== undefined) return known;
    if (classes.length === MOST_CLASSES) throw new ParamError(`has more than ${MOST_CLASSES} classes`);
    indices.set(name, classes.length);
    return classes.push({ name, priority, weight }) - 1;
  };
  // The schema says that so many entries are too many.
  if (entries.size > MOST_CLASSES) return { classes, sources: [] };
  const first = new Map<string, number>();
  for (const [index, { class: name, priority, weight }] of entries) {
    const path = ['arrivals', index, 'class'];
    if (first.has(name)) faults.push({ path, message: `${JSON.stringify(name)} is the class of arrivals[${first.get(name)}] too; a class has one source` });
    else first.set(name, index);
    classIndex(name, priority, weight);
  }
  const sources: Source[] = [];
  for (const [index, entry] of entries) {
    const source = resolveSource(entry, index, { nodes, classIndex, read, faults });
    if (source) sources.push(source);
  }
  return { classes, sources };
}

interface Context {
  readonly nodes: readonly Node[] | undefined;
  readonly classIndex: (name: string) => number;
  readonly read: (file: string) => string;
  readonly faults: Fault[];
}

function resolveSource(entry: ArrivalEntry, index: number, { nodes, classIndex, read, faults }: Context): Source | undefined {
  const before = faults.length;
  const definition: ArrivalDefinition = entry.process.definition;
  const path = ['arrivals', index, 'process', definition.name];
  const fault = (key: 'rate' | 'load' | 'process' | 'size' | 'tasks', message: string, at?: 'key') => {
    faults.push({ path: ['arrivals', index, key], message, ...(at && { at }) });
    return undefined;
  };
  const create = (rate: number | undefined): ArrivalProcess | undefined => {
    try {
      const jobClass = { name: entry.class, priority: entry.priority, weight: entry.weight };
      const process = definition.create(entry.process.params, { ...(rate !== undefined && { rate }), classIndex, read, jobClass });
      requireMeasured(process);
      return process;
    } catch (error) {
      // The engine throws a RangeError where an array would not fit into memory.
      if (!(error instanceof ParamError || error instanceof RangeError)) throw error;
      const below = error instanceof ParamError ? error.path : [];
      faults.push({ path: [...path, ...below], message: error instanceof ParamError ? error.message : 'is more than the memory can hold' });
      return undefined;
    }
  };

  const given = (['rate', 'load'] as const).filter((key) => entry[key] !== undefined);
  if (given.length === 2) fault('load', 'cannot stand beside rate: one follows from the other', 'key');
  else if (given.length === 1 && definition.rate === 'refused') fault(given[0], `does not apply to ${definition.name} arrivals`, 'key');
  else if (given.length === 0 && definition.rate === 'required') fault('process', `${definition.name} needs a rate or a load beside it`);
  if (!entry.size && definition.size === 'required') fault('size', 'is required');
  if (entry.size?.mean === Infinity) fault('size', 'has an infinite mean: no number of nodes can keep up');
  else if (entry.size && tooVariable(entry.size)) fault('size', TOO_VARIABLE);
  else if (entry.size) requireDrawn(entry.size, (message) => fault('size', message));
  const tasks = resolveTasks(entry.tasks, (message) => fault('tasks', message));
  const traits = resolveTraits(entry, (key, message) => faults.push({ path: ['arrivals', index, key], message }));

  // For a load, the process at its own rate, or at any, says what a job is.
  const own = create(entry.rate ?? (definition.rate === 'required' ? 1 : undefined));
  if (!own || faults.length > before) return undefined;
  const mean = meanSize({ process: own, ...(entry.size && { size: entry.size }) });
  if (Number.isNaN(mean)) return fault('size', 'is required: the trace has no column "size"');
  if (own.mechanism === 'closed' && own.think.mean + mean === 0) {
    return fault('size', 'must be above 0 on average where customers do not think: time would stand still');
  }
  if (own.mechanism === 'recorded' && own.sizes && tasks.tasks) return fault('tasks', 'cannot stand beside the column "size" of the trace, which has sizes of jobs and not of tasks; leave the column out, and give a size to draw from', 'key');
  if (own.mechanism === 'recorded' && own.sizes && entry.size) return fault('size', 'cannot stand beside the column "size" of the trace', 'key');
  const source = (process: ArrivalProcess): Source => ({
    name: entry.class,
    class: classIndex(entry.class),
    process,
    ...(entry.size && { size: entry.size }),
    ...tasks,
    ...traits,
  });
  if (entry.load === undefined) return source(own);
  if (!nodes) return undefined;
  const speed = poolSpeed(nodes);
  if (speed === Infinity) return fault('load', 'has no meaning for unlimited slots; give a rate', 'key');
  if (mean === 0) return fault('size', 'is 0 on average, from which no rate follows; give a rate instead of the load');
  const process = create((entry.load * speed) / mean / (tasks.tasks?.mean ?? 1));
  return process && source(process);
}

const TOO_VARIABLE = 'is so variable that no run would show it: its squared coefficient of variation is above 1e9';

/** Whether almost every draw is nothing beside the mean, so that clocks would stand still for longer than a run lasts. */
function tooVariable({ mean, variance }: Distribution): boolean {
  return variance < Infinity && variance > 1e9 * mean ** 2;
}

/** Throws a ParamError where rates, times or sizes are beyond what is taken for a slip. */
function requireMeasured(process: ArrivalProcess): void {
  if (process.mechanism === 'open') {
    if (!(process.rate >= 1 / HUGE && process.rate <= HUGE)) throw new ParamError(`comes to ${about(process.rate)} jobs per time unit; from 1e-15 to 1e15 can be simulated`);
    if (process.gap && tooVariable(process.gap)) throw new ParamError(`has gaps whose length ${TOO_VARIABLE}`);
    probeGaps(process);
  } else if (process.mechanism === 'closed') {
    if (tooVariable(process.think)) throw new ParamError(TOO_VARIABLE, ['think']);
    probeDraw(process.think);
  } else {
    const beyond = process.times.find((time) => time > HUGE) ?? process.sizes?.find((size) => size > HUGE);
    if (beyond !== undefined) throw new ParamError(`has a time or a size of ${show(beyond)}, more than 1e15`);
  }
}
