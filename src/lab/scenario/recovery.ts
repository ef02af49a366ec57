import type { Distribution, Node, Source } from '../../model.ts';
import type { Faults, Pool, Recovery } from '../../scenario.ts';
import type { Discipline, Dispatcher, DispatchSetup, Policy } from '../../policy.ts';
import type { Fault } from './faults.ts';
import { requireDrawn } from './probe.ts';
import type { FaultsSection, RecoverySection } from './recovery-sections.ts';
import type { PoolSection } from './schema.ts';
import type { Span } from './span.ts';
import { about } from './words.ts';

/** Crashes that may come for every job. */
const MOST_CRASHES = 1e4;

/** What goes wrong and what is done about it; adds to `faults` what cannot be. */
export function resolveRecovery({ faults: given, recovery }: PoolSection, faults: Fault[]): Pick<Pool, 'faults' | 'recovery'> {
  const at = (...path: (string | number)[]) => (message: string) => void faults.push({ path: ['pool', ...path], message, at: 'key' });
  if (given?.hang && recovery?.timeout === undefined) at('faults', 'hang')('needs a timeout under recovery: a task that hangs would keep its slot for ever');
  if (recovery?.heartbeat && !given?.crashes) at('recovery', 'heartbeat')('has no meaning without crashes under faults');
  const before = faults.length;
  if (given?.crashes) for (const part of ['up', 'repair'] as const) checkTime(given.crashes[part], at('faults', 'crashes', part));
  const usable = faults.length === before ? given : { ...given, crashes: undefined };
  return { ...(given && { faults: faultsOf(usable ?? {}) }), ...(recovery && { recovery: recoveryOf(recovery) }) };
}

function checkTime(time: Distribution, fault: (message: string) => void): void {
  if (!(time.mean > 0)) fault('must be above 0 on average: nodes would crash without end at one moment');
  else if (time.mean === Infinity) fault('has an infinite mean: in the long run nothing could be said of it');
  else requireDrawn(time, fault);
}

function faultsOf({ crashes, failure, hang, straggler }: FaultsSection): Faults {
  return { ...(crashes && { crashes }), ...(failure?.probability && { failure }), ...(hang && { hang }), ...(straggler?.probability && { straggler }) };
}

function recoveryOf({ timeout, retry, backup, heartbeat, sizes }: RecoverySection): Recovery {
  const waits = retry?.backoff;
  return {
    ...(timeout !== undefined && { timeout }),
    ...(retry && { retry: { limit: retry.limit, ...(waits && { backoff: { first: waits.first, factor: waits.factor, atMost: waits['at-most'] ?? Infinity, jitter: waits.jitter } }) } }),
    ...(backup && { backup }),
    ...(heartbeat && { heartbeat }),
    sizes,
  };
}

interface Surroundings {
  readonly dispatch: Policy<Dispatcher, DispatchSetup>;
  readonly dispatcher: Dispatcher;
  readonly discipline: Policy<Discipline>;
  readonly shares: boolean;
  readonly nodes: readonly Node[];
  readonly sources: readonly Source[];
}

/** Refuses policies that faults, or a recovery from them, leave without what they need. */
export function checkRecovery({ faults: wrong = {}, recovery }: Pick<Pool, 'faults' | 'recovery'>, around: Surroundings, fault: (message: string, ...path: string[]) => void): void {
  const { dispatch, dispatcher, discipline, shares, nodes, sources } = around;
  const any = Object.keys(wrong).length > 0 || recovery !== undefined;
  if (dispatcher.mechanism === 'replicate' && any) {
    fault(`${dispatch.name} sends copies of its own, and what is to be done where one of them fails is not settled; leave out faults and recovery, or take backup tasks under one that sends each task to one node`, 'dispatch');
  }
  if (recovery?.backup && nodes.length === 1) fault('needs another node, and there is but one; give it more nodes, or leave it out', 'recovery', 'backup');
  if (dispatcher.mechanism === 'pull' && shares && wrong.crashes) {
    fault(`crashes take slots out of the one queue of ${dispatch.name}, which ${discipline.name} shares out as a whole; serve tasks one after another, or send them to nodes`, 'faults', 'crashes');
  }
  const unforeseen = wrong.hang ? 'hang' : wrong.straggler ? 'straggle' : wrong.failure?.at === 'anywhere' ? 'fail anywhere' : undefined;
  if (unforeseen && dispatch.needs.includes('work')) {
    fault(`${dispatch.name} needs the work left, which the sizes of tasks that ${unforeseen} do not tell; take a policy that does not look at work`, 'dispatch');
  }
  const recorded = sources.find(({ process }) => process.mechanism === 'recorded' && process.sizes);
  if (recovery?.sizes === 'drawn' && recorded) {
    fault(`cannot be drawn: those of ${JSON.stringify(recorded.name)} are recorded, with nothing to draw from; say same`, 'recovery', 'sizes');
  }
}

/** Refuses crashes that come so often that the run would hardly get on. */
export function checkCrashes({ up, repair }: NonNullable<Faults['crashes']>, { jobs, time, service }: Span, nodes: readonly Node[], faults: Fault[]): void {
  const perJob = ((Math.max(time, service) / (up.mean + repair.mean)) * nodes.length) / jobs;
  if (!(perJob > MOST_CRASHES)) return;
  faults.push({ path: ['pool', 'faults', 'crashes'], message: `are so frequent that for every job come ${about(perJob)}; at most ${MOST_CRASHES} are simulated` });
}

/**
 * How many times as much work there is for each unit of time for which nodes are up, at least: tries that fail, those that
 * are slow, and the time for which nodes are down. 1 where a timeout or backups make it depend on how long tasks wait.
 */
export function strainOf({ faults: wrong = {}, recovery }: Pick<Pool, 'faults' | 'recovery'>): number {
  if (recovery?.timeout !== undefined || recovery?.backup) return 1;
  const { crashes, failure, straggler } = wrong;
  const slow = straggler ? 1 + straggler.probability * (straggler.factor - 1) : 1;
  const availability = crashes ? crashes.up.mean / (crashes.up.mean + crashes.repair.mean) : 1;
  return (slow * (failure ? workOfTries(failure, recovery?.retry?.limit ?? 0) : 1)) / availability;
}

/** Work of all tries of a job of size 1. */
function workOfTries({ probability, at }: NonNullable<Faults['failure']>, limit: number): number {
  let [tries, reached] = [0, 1];
  for (let k = 0; k <= limit && reached > 1e-17; k++, reached *= probability) tries += reached;
  return tries * (1 - probability + probability * (at === 'end' ? 1 : 0.5));
}
