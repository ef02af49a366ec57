/** A user's policy whose faults are told as faults of the scenario that names it: each answer is looked at before it is used. */
import type { Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Ordered, Push, Replicate, Signal } from '../../policy.ts';
import { ParamError } from '../../params.ts';
import { placeOf } from '../../user-modules/place.ts';
import { madeFault, words } from './made.ts';

/** Makes the error to throw of what is wrong. */
export type Complain = (message: string) => Error;

/** Makes the dispatcher. Throws a ParamError where it cannot be made. */
export function guardedDispatcher(create: () => unknown, needs: readonly Signal[], { nodes }: DispatchSetup, complain: Complain): Dispatcher {
  const made = makes<Dispatcher>(create, 'dispatcher', needs);
  if (made.mechanism === 'pull') return made;
  return made.mechanism === 'push' ? guardedPush(made, nodes.length, complain) : guardedReplicate(made, nodes.length, complain);
}

/** Makes the discipline. Throws a ParamError where it cannot be made. */
export function guardedDiscipline(create: () => unknown, needs: readonly Signal[], { classes }: DisciplineSetup, complain: Complain): Discipline {
  const made = makes<Discipline>(create, 'discipline', needs);
  if (made.mechanism === 'ordered') return guardedOrdered(made, complain);
  if (made.mechanism === 'shared' && made.weights && made.weights.length !== classes.length) {
    throw new ParamError(`create returns ${made.weights.length} weights for ${classes.length} classes`);
  }
  return made;
}

function makes<Made>(create: () => unknown, kind: 'dispatcher' | 'discipline', needs: readonly Signal[]): Made {
  let made: unknown;
  try {
    made = create();
  } catch (error) {
    if (error instanceof ParamError) throw error;
    throw new ParamError(`create threw ${thrown(error)}`);
  }
  const fault = madeFault(made, kind, needs);
  if (fault !== undefined) throw new ParamError(fault);
  return made as Made;
}

function guardedPush(made: Push, nodes: number, complain: Complain): Push {
  return {
    mechanism: 'push',
    pick(job, pool) {
      let node: number;
      try {
        node = made.pick(job, pool);
      } catch (error) {
        throw complain(`pick threw ${thrown(error)}`);
      }
      if (!(Number.isInteger(node) && node >= 0 && node < nodes)) throw complain(`pick returned ${words(node)}; nodes are numbered from 0 to ${nodes - 1}`);
      return node;
    },
    ...guardedListeners(made, complain),
  };
}

function guardedReplicate(made: Replicate, nodes: number, complain: Complain): Replicate {
  const { mechanism, cancel, sizes, copies } = made;
  return {
    mechanism,
    cancel,
    sizes,
    copies,
    pick(job, pool, chosen) {
      chosen.fill(-1);
      calling('pick', complain, () => made.pick(job, pool, chosen));
      if (chosen.some((node) => node < 0 || node >= nodes) || new Set(chosen).size < copies) {
        throw complain(`pick filled in ${[...chosen].join(', ')}; ${copies} different nodes from 0 to ${nodes - 1} are wanted`);
      }
    },
    ...guardedListeners(made, complain),
  };
}

function guardedListeners(made: Push | Replicate, complain: Complain): Pick<Push, 'changed' | 'finished' | 'refused'> {
  return {
    ...(made.changed && { changed: (node, pool) => calling('changed', complain, () => made.changed!(node, pool)) }),
    ...(made.finished && { finished: (job, node, pool) => calling('finished', complain, () => made.finished!(job, node, pool)) }),
    ...(made.refused && { refused: (job, node, pool) => calling('refused', complain, () => made.refused!(job, node, pool)) }),
  };
}

function guardedOrdered(made: Ordered, complain: Complain): Ordered {
  const { mechanism, preemptive, ties, afterwards, per, restless, stateful } = made;
  const number = (name: 'rank' | 'slope' | 'lots' | 'turn' | 'next', ask: () => number, isRight: (value: number) => boolean, wanted: string) => {
    const value = calling(name, complain, ask);
    if (!(typeof value === 'number' && isRight(value))) throw complain(`${name} returned ${words(value)}; ${wanted} is wanted`);
    return value;
  };
  return {
    mechanism,
    preemptive,
    ties,
    ...(afterwards && { afterwards }),
    ...(per && { per }),
    ...(restless && { restless }),
    ...(stateful && { stateful }),
    ...(made.rank && { rank: (job, now, before) => number('rank', () => made.rank!(job, now, before), (rank) => !Number.isNaN(rank), 'a number') }),
    ...(made.slope && { slope: (job) => number('slope', () => made.slope!(job), (slope) => !Number.isNaN(slope), 'a number') }),
    ...(made.lots && { lots: (job) => number('lots', () => made.lots!(job), (lots) => lots > 0 && lots < Infinity, 'a number above 0') }),
    ...(made.turn && { turn: (job, speed) => number('turn', () => made.turn!(job, speed), (turn) => turn > 0, 'a number above 0') }),
    ...(made.next && {
      next: (lines) => number('next', () => made.next!(lines), (jobClass) => Number.isInteger(jobClass) && lines.waiting(jobClass) > 0, 'a class of which a task waits'),
    }),
    ...(made.changed && { changed: (jobClass, lines) => calling('changed', complain, () => made.changed!(jobClass, lines)) }),
    ...(made.started && { started: (job, rank) => calling('started', complain, () => made.started!(job, rank)) }),
  };
}

function calling<T>(name: string, complain: Complain, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw complain(`${name} threw ${thrown(error)}`);
  }
}

/** `TypeError: x is undefined at my-policy.ts:3:7` */
function thrown(error: unknown): string {
  if (!(error instanceof Error)) return words(error);
  const place = placeOf(error);
  return `${error.name}: ${error.message}${place === undefined ? '' : ` at ${place}`}`;
}
