/** What a module's `create` returns: its shape, before anything is asked of it. */
import type { Signal } from '../../policy.ts';
import { signalsOfMechanism } from '../contract/watched.ts';
import type { PolicyKind } from './definition.ts';

type Shape = Readonly<Record<string, unknown>>;

const mechanisms: Readonly<Record<string, { readonly kind: PolicyKind; readonly faults: (made: Shape) => readonly (string | false)[] }>> = {
  push: { kind: 'dispatcher', faults: (made) => [!isFunction(made.pick) && 'a push needs pick(job, pool), which returns a node', ...listeners(made)] },
  pull: { kind: 'dispatcher', faults: () => [] },
  replicate: {
    kind: 'dispatcher',
    faults: (made) => [
      !isFunction(made.pick) && 'a replicate needs pick(job, pool, chosen), which fills in the nodes',
      oneOf(made, 'cancel', ['on start', 'on completion']),
      oneOf(made, 'sizes', ['same', 'independent']),
      !(Number.isInteger(made.copies) && (made.copies as number) >= 1) && `copies must be a whole number of nodes, not ${words(made.copies)}`,
      ...listeners(made),
    ],
  },
  ordered: {
    kind: 'discipline',
    faults: (made) => [
      typeof made.preemptive !== 'boolean' && `preemptive must be true or false, not ${words(made.preemptive)}`,
      oneOf(made, 'ties', ['first', 'last']),
      made.afterwards !== undefined && oneOf(made, 'afterwards', ['resume', 'restart', 'resample']),
      ...['rank', 'slope', 'lots', 'next', 'changed', 'turn', 'started'].map((name) => made[name] !== undefined && !isFunction(made[name]) && `${name} must be a function`),
      ['rank', 'lots', 'next'].filter((name) => made[name] !== undefined).length > 1 && 'who is next is said by one of rank, lots and next',
      made.slope !== undefined && !made.rank && 'a slope is that of a rank, and there is none',
      made.changed !== undefined && !made.next && 'changed is told beside next, and there is none',
      made.per !== undefined && oneOf(made, 'per', ['task', 'class']),
      made.per === 'class' && !made.slope && "per: 'class' needs a slope",
      made.preemptive === true && !made.rank && made.ties !== 'last' && "to preempt it needs a rank, or ties: 'last'",
    ],
  },
  shared: {
    kind: 'discipline',
    faults: (made) => [
      made.weights !== undefined && !(Array.isArray(made.weights) && made.weights.every((weight) => weight > 0 && weight < Infinity)) && 'weights must be a list of numbers above 0, one for each class',
      made.per !== undefined && oneOf(made, 'per', ['task', 'class']),
    ],
  },
  attained: { kind: 'discipline', faults: () => [] },
};

/** Which kind of policy it is; undefined where it is none. */
export function kindOf(made: unknown): PolicyKind | undefined {
  const mechanism = (made as Shape | undefined | null)?.mechanism;
  return typeof mechanism === 'string' && Object.hasOwn(mechanisms, mechanism) ? mechanisms[mechanism].kind : undefined;
}

/** What is wrong with what `create` returned; undefined where nothing is. */
export function madeFault(made: unknown, kind: PolicyKind, needs: readonly Signal[]): string | undefined {
  const allowed = Object.keys(mechanisms).filter((name) => mechanisms[name].kind === kind);
  const found = kindOf(made);
  const name = words((made as Shape | undefined | null)?.mechanism ?? made);
  if (!found) return `create must return an object whose mechanism is one of ${allowed.join(', ')}, not ${name}`;
  if (found !== kind) return `create returns a ${found} (mechanism ${name}), and a ${kind} is wanted, whose mechanism is one of ${allowed.join(', ')}`;
  const shape = made as Shape & { readonly mechanism: string };
  const fault = mechanisms[shape.mechanism].faults(shape).find((one) => one !== false);
  if (fault) return `create returns what cannot be used: ${fault}`;
  const undeclared = signalsOfMechanism(made as never).find((signal) => !needs.includes(signal));
  return undeclared && `its needs must have "${undeclared}", which what create returns asks for`;
}

function listeners(made: Shape): readonly (string | false)[] {
  return ['changed', 'finished', 'refused'].map((name) => made[name] !== undefined && !isFunction(made[name]) && `${name} must be a function`);
}

function oneOf(made: Shape, key: string, allowed: readonly string[]): string | false {
  return !allowed.includes(made[key] as string) && `${key} must be one of ${allowed.join(', ')}, not ${words(made[key])}`;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** A value in a message. */
export function words(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'function' ? 'a function' : Array.isArray(value) ? 'a list' : 'an object';
}
