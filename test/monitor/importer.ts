/**
 * Reads a trace as Perfetto's importer of Trace Event Format does, by the rules of that, and says what it would have to
 * leave out. Source: google/perfetto, src/trace_processor/importers/json (json_trace_parser_impl.cc).
 */

interface Event {
  readonly ph?: unknown;
  readonly pid?: unknown;
  readonly tid?: unknown;
  readonly ts?: unknown;
  readonly dur?: unknown;
  readonly name?: unknown;
  readonly cat?: unknown;
  readonly id?: unknown;
  readonly s?: unknown;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface Slice {
  readonly track: string;
  readonly cat: unknown;
  readonly name: unknown;
  /** Nanoseconds. */
  readonly from: number;
  to: number;
  readonly args: Event['args'];
}

export interface Imported {
  /** What cannot be read, or cannot be shown as it is meant. */
  readonly failures: readonly string[];
  /** Of threads, instants too. */
  readonly slices: readonly Slice[];
  readonly asyncs: readonly Slice[];
  /** By process and name: values, in the order of time. */
  readonly counters: ReadonlyMap<string, readonly number[]>;
  readonly processes: ReadonlyMap<unknown, unknown>;
  readonly threads: ReadonlyMap<unknown, unknown>;
}

const isNumber = (value: unknown, wholly: boolean) => typeof value === 'number' && (wholly ? Number.isInteger(value) && value < 2 ** 32 : Number.isFinite(value)) && value >= 0;

export function imported(text: string): Imported {
  const { traceEvents } = JSON.parse(text) as { readonly traceEvents: readonly Event[] };
  const failures: string[] = [];
  const fail = (event: Event, why: string) => void failures.push(`${why}: ${JSON.stringify(event)}`);
  const found = { slices: [] as Slice[], asyncs: [] as Slice[], counters: new Map<string, number[]>(), processes: new Map<unknown, unknown>(), threads: new Map<unknown, unknown>() };
  const homes = new Map<unknown, unknown>();
  const open = new Map<string, Slice>();
  const stacks = new Map<unknown, Slice[]>();
  /** A slice of a thread must lie within the one that is open there, or after it. */
  const put = (event: Event, from: number, to: number) => {
    const stack = stacks.get(event.tid) ?? [];
    stacks.set(event.tid, stack);
    while (stack.length > 0 && stack.at(-1)!.to <= from) stack.pop();
    if (stack.length > 0 && stack.at(-1)!.to < to) fail(event, 'overlaps another slice of its thread');
    const slice: Slice = { track: String(event.tid), cat: event.cat, name: event.name, from, to, args: event.args };
    stack.push(slice);
    found.slices.push(slice);
  };
  // Events are sorted by time; those of one time stay in the order of the file.
  for (const event of traceEvents.toSorted((a, b) => Number(a.ts) - Number(b.ts))) {
    const { ph, pid, tid, ts, dur, name, cat, id, s, args } = event;
    if (!isNumber(pid, true) || !isNumber(tid, true) || !isNumber(ts, false) || typeof name !== 'string' || name === '') {
      fail(event, 'has no name, process, thread or time');
      continue;
    }
    if (homes.get(tid) !== undefined && homes.get(tid) !== pid) fail(event, 'is of a thread of another process');
    homes.set(tid, pid);
    const at = Math.round(1000 * (ts as number));
    const key = [pid, cat, id, name].join('\n');
    switch (ph) {
      case 'X':
        if (isNumber(dur, false)) put(event, at, at + Math.round(1000 * (dur as number)));
        else fail(event, 'has no duration');
        break;
      case 'i':
        if (s === 't') put(event, at, at);
        else if (s !== 'g') fail(event, 'is an instant of no known scope');
        break;
      case 'b': {
        if (typeof id !== 'string' || id === '') fail(event, 'has no id');
        if (open.has(key)) fail(event, 'begins what is open');
        const slice: Slice = { track: key, cat, name, from: at, to: NaN, args };
        open.set(key, slice);
        found.asyncs.push(slice);
        break;
      }
      case 'e':
        if (open.has(key)) open.get(key)!.to = at;
        else fail(event, 'ends what is not open');
        open.delete(key);
        break;
      case 'C':
        for (const [series, value] of Object.entries(args ?? {})) {
          const counter = `${String(pid)} ${name} ${series}`;
          if (typeof value !== 'number' || !Number.isFinite(value)) fail(event, 'counts no number');
          found.counters.set(counter, [...(found.counters.get(counter) ?? []), Number(value)]);
        }
        if (args === undefined) fail(event, 'counts nothing');
        break;
      case 'M':
        if (name.endsWith('_name') && !(typeof args?.name === 'string' && args.name !== '')) fail(event, 'names nothing');
        if (name === 'process_name') found.processes.set(pid, args!.name);
        if (name === 'thread_name') found.threads.set(tid, args!.name);
        break;
      default:
        fail(event, 'is of no phase that is known');
    }
  }
  for (const { name } of open.values()) failures.push(`never ends: ${String(name)}`);
  return { failures, ...found };
}
