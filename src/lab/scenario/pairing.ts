/** What cannot go together, policy by policy: why, and what to do about it. */
import type { JobClass, Node, Source, Workload } from '../../model.ts';
import { ParamError } from '../../params.ts';
import type { Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Policy, Replicate } from '../../policy.ts';
import { stream } from '../../random/stream.ts';
import type { Pool } from '../../scenario.ts';
import type { Fault } from './faults.ts';
import { checkRecovery } from './recovery.ts';

/** What policies are put into. */
export interface Surroundings {
  readonly nodes: readonly Node[];
  readonly classes: readonly JobClass[];
  readonly sources: readonly Source[];
  readonly workload: Workload;
  /** What goes wrong, and what is done about it. */
  readonly troubles?: Pick<Pool, 'faults' | 'recovery'>;
}

/** Refuses policies that the scenario cannot give what they need, and parameters that do not fit it; tells whether they go together. */
export function checkPairing(
  dispatch: Policy<Dispatcher, DispatchSetup>,
  discipline: Policy<Discipline>,
  around: Surroundings,
  faults: Fault[],
): boolean {
  const { nodes, classes, sources, workload, troubles = {} } = around;
  const before = faults.length;
  const at = (key: 'dispatch' | 'discipline') => (message: string) => void faults.push({ path: ['pool', key], message });
  requireTraits(dispatch, sources, at('dispatch'));
  requireTraits(discipline, sources, at('discipline'));
  // A dispatcher that knows the workload beforehand shares it out as a whole; a discipline looks at what it has, class by class.
  if (dispatch.needs.includes('workload')) requireRate(dispatch, around, at('dispatch'));
  if (discipline.needs.includes('workload')) requireSizes(discipline, around, at('discipline'));
  if (faults.length > before) return false;
  const dispatcher = tryOut<Dispatcher, DispatchSetup>(dispatch, { nodes, workload, stream: stream('trial') }, 'dispatch', faults);
  const scheduler = tryOut<Discipline, DisciplineSetup>(discipline, { classes, workload, stream: stream('trial') }, 'discipline', faults);
  if (dispatcher?.mechanism === 'replicate') {
    const shares = scheduler && scheduler.mechanism !== 'ordered';
    const atOnce = shares ? `under ${discipline.name}` : nodes[0].slots === Infinity ? 'with unlimited slots' : undefined;
    const forked = sources.find(({ tasks }) => tasks);
    if (forked) at('dispatch')(`${dispatch.name} sends copies of a job, and what they are of a job of several tasks, as those of ${quoted(forked)}, is not settled; leave out tasks, or take a policy that sends each task to one node`);
    requireCopies(dispatch.name, dispatcher, atOnce, around, at('dispatch'));
  }
  if (dispatcher && scheduler) {
    const shares = scheduler.mechanism !== 'ordered';
    checkRecovery(troubles, { dispatch, dispatcher, discipline, shares, nodes, sources }, (message, ...path) => void faults.push({ path: ['pool', ...path], message }));
  }
  if (scheduler?.mechanism === 'ordered' && scheduler.preemptive && scheduler.afterwards === 'resample') {
    requireDrawnSizes(`${discipline.name} draws the size of a preempted task again`, 'let it resume or restart', sources, at('discipline'));
  }
  return faults.length === before;
}

function requireTraits<T, Setup>({ name, needs }: Policy<T, Setup>, sources: readonly Source[], fault: (message: string) => void): void {
  for (const trait of ['deadline', 'key'] as const) {
    const without = needs.includes(trait) && sources.find((source) => !source[trait]);
    if (without) fault(`${name} needs a ${trait} of every job, and those of ${quoted(without)} have none; give ${trait} under each entry of arrivals`);
  }
  const guessed = needs.includes('work') && sources.find(({ estimate }) => estimate);
  if (guessed) fault(`${name} needs the work left, which sizes that are only estimated do not tell; leave out the estimate of ${quoted(guessed)}, or take a policy that does not look at work`);
}

function requireRate<T, Setup>({ name }: Policy<T, Setup>, { sources, workload }: Surroundings, fault: (message: string) => void): void {
  const closed = sources.find(({ process }) => process.mechanism === 'closed');
  if (closed) fault(`${name} needs to know beforehand how many jobs come, and of ${quoted(closed)}, a closed population, that depends on how fast they are served; give it a process with a rate`);
  else if (!workload.size) fault(`${name} needs to know beforehand how large jobs are, and how traces of one moment each are mixed is not known; give every entry of arrivals a rate`);
}

function requireSizes<T, Setup>({ name }: Policy<T, Setup>, { classes, workload }: Surroundings, fault: (message: string) => void): void {
  const empty = classes.find((_, index) => !workload.classes[index].size);
  if (empty) fault(`${name} needs to know beforehand how large the jobs of a class are, and of ${quoted(empty)} there are none; name the entry after a class of its trace`);
}

/** Makes the policy once: one that does not fit its surroundings says so with a ParamError. */
function tryOut<T, Setup>({ name, create }: Policy<T, Setup>, setup: Setup, key: 'dispatch' | 'discipline', faults: Fault[]): T | undefined {
  try {
    return create(setup);
  } catch (error) {
    if (!(error instanceof ParamError)) throw error;
    faults.push({ path: ['pool', key, name, ...error.path], message: error.message });
    return undefined;
  }
}

/** `atOnce` says where every task starts as it comes, if it does. */
function requireCopies(
  name: string,
  { copies, cancel, sizes }: Replicate,
  atOnce: string | undefined,
  { nodes, sources }: Surroundings,
  fault: (message: string) => void,
): void {
  if (copies > nodes.length) fault(`${name} sends ${copies} copies to as many nodes, and there are ${nodes.length}; send fewer, or give it more nodes`);
  if (cancel === 'on start' && atOnce) {
    fault(`${name} takes the other copies back when one starts, and ${atOnce} each starts as it comes; take them back on completion, or serve jobs one after another`);
  }
  if (sizes === 'independent') requireDrawnSizes(`${name} draws a size for each copy`, 'let all copies have the same', sources, fault);
}

function requireDrawnSizes(what: string, instead: string, sources: readonly Source[], fault: (message: string) => void): void {
  const recorded = sources.find(({ process }) => process.mechanism === 'recorded' && process.sizes);
  if (recorded) fault(`${what}, and those of ${quoted(recorded)} are recorded, with nothing to draw from; ${instead}, or give a size in place of the trace's column`);
}

function quoted({ name }: { readonly name: string }): string {
  return JSON.stringify(name);
}
