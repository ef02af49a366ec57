import type { ArrivalDefinition, ArrivalSetup } from '../../arrivals/define.ts';
import type { ArrivalProcess, JobClass, Node, Source } from '../../model.ts';
import { ParamError } from '../../params.ts';
import type { Fault } from './faults.ts';
import { meanSize, poolSpeed } from './load.ts';
import type { ArrivalEntry } from './schema.ts';

/** The sources of a scenario and their classes; adds to `faults`. `nodes` is undefined where the pool is at fault. */
export function resolveSources(
  entries: ReadonlyMap<number, ArrivalEntry>,
  nodes: readonly Node[] | undefined,
  read: (file: string) => string,
  faults: Fault[],
): { readonly classes: readonly JobClass[]; readonly sources: readonly Source[] } {
  const classes: JobClass[] = [...entries.values()].map((entry) => ({ name: entry.class, priority: entry.priority }));
  const classIndex = (name: string) => {
    const found = classes.findIndex((jobClass) => jobClass.name === name);
    return found >= 0 ? found : classes.push({ name, priority: 0 }) - 1;
  };
  const sources: Source[] = [];
  for (const [index, entry] of entries) {
    const fault = (key: string | number, message: string) => faults.push({ path: ['arrivals', index, key], message });
    const first = [...entries].find(([, other]) => other.class === entry.class)?.[0];
    if (first !== index) fault('class', `"${entry.class}" is the class of arrivals[${first}] too; a class has one source`);
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
  const fault = (key: string, message: string) => {
    faults.push({ path: ['arrivals', index, key], message });
    return undefined;
  };
  const definition: ArrivalDefinition = entry.process.definition;
  const given = (['rate', 'load'] as const).filter((key) => entry[key] !== undefined);
  if (given.length === 2) return fault('load', 'cannot stand beside rate: one follows from the other');
  if (given.length === 1 && definition.rate === 'refused') return fault(given[0], `does not apply to ${definition.name} arrivals`);
  if (given.length === 0 && definition.rate === 'required') return fault('process', `${definition.name} needs a rate or a load`);
  if (!entry.size && definition.size === 'required') return fault('size', 'is required');

  const create = (rate: number | undefined): ArrivalProcess | undefined => {
    const setup: ArrivalSetup = {
      ...(rate !== undefined && { rate }),
      classIndex,
      read,
      jobClass: { name: entry.class, priority: entry.priority },
    };
    try {
      return definition.create(entry.process.params, setup);
    } catch (error) {
      if (!(error instanceof ParamError)) throw error;
      faults.push({ path: ['arrivals', index, 'process', definition.name, ...error.path], message: error.message });
      return undefined;
    }
  };
  const source = (process: ArrivalProcess): Source => ({
    name: entry.class,
    class: classIndex(entry.class),
    process,
    ...(entry.size && { size: entry.size }),
  });

  if (entry.load === undefined) {
    const process = create(entry.rate);
    if (!process) return undefined;
    if (process.mechanism === 'recorded' && !process.sizes && !entry.size) return fault('size', 'is required: the trace has no column "size"');
    if (process.mechanism === 'closed' && process.think.mean + (entry.size?.mean ?? 0) === 0) {
      return fault('size', 'must be above 0 on average where customers do not think: time would stand still');
    }
    if (entry.size?.mean === Infinity && process.mechanism === 'open') return fault('size', 'has an infinite mean: no number of nodes can keep up');
    return source(process);
  }
  if (!nodes) return undefined;
  const speed = poolSpeed(nodes);
  if (speed === Infinity) return fault('load', 'has no meaning for unlimited slots; give a rate');
  // A record knows its sizes only once it is read.
  const sample = definition.rate === 'required' ? undefined : create(undefined);
  if (definition.rate !== 'required' && !sample) return undefined;
  const mean = sample ? meanSize({ process: sample, ...(entry.size && { size: entry.size }) }) : entry.size!.mean;
  if (Number.isNaN(mean)) return fault('size', 'is required: the trace has no column "size"');
  if (mean === 0 || mean === Infinity) return fault('size', `has mean ${mean}, from which no rate follows; give a rate`);
  const process = create((entry.load * speed) / mean);
  return process && source(process);
}
