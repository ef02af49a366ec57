import { ParamError } from '../../params.ts';
import type { Discipline, Dispatcher, Policy } from '../../policy.ts';
import type { Definition } from '../../registry.ts';
import { type Fault } from '../scenario/faults.ts';
import { checkPairing } from '../scenario/pairing.ts';
import type { Scenario } from '../../scenario.ts';
import { type Deviation, LawBroken, type LawName } from './law.ts';
import { type Dispatch, policyOf, type Serve } from './trial.ts';

/** What a parameter that is a number, or numbers, is measured in; those that are in none of these do not scale. */
export type Unit = 'time' | 'size' | 'rate' | 'speed';

/** What the suite is told of a policy beside its definition. */
export interface Particulars {
  /** By parameter: other units of time and of size change these. */
  readonly units?: Readonly<Record<string, Unit>>;
  readonly deviations?: readonly Deviation[];
}

/** A policy under examination. */
export interface Candidate<P extends Dispatch | Serve = Dispatch | Serve> {
  readonly policy: P;
  readonly deviations: readonly Deviation[];
  /** The same policy, in units of time and of size of which so many make one of ours. */
  scaled(time: number, size: number): P;
}

// oxlint-disable-next-line no-explicit-any -- parameters differ from definition to definition
type Creates<Made, Setup> = Definition<any, Made> & { create(params: any, setup: Setup): Made };

export function candidate<Made extends Dispatcher | Discipline, Setup>(
  definition: Creates<Made, Setup>,
  params: unknown,
  { units = {}, deviations = [] }: Particulars = {},
): { readonly policy: Policy<Made, Setup>; readonly deviations: readonly Deviation[]; scaled(time: number, size: number): Policy<Made, Setup> } {
  const made = (given: unknown) => honest(policyOf(definition, given));
  return {
    policy: made(params),
    deviations,
    scaled: (time, size) => {
      const factors: Readonly<Record<Unit, number>> = { time, size, rate: 1 / time, speed: size / time };
      const given = params as Readonly<Record<string, unknown>>;
      const changed = Object.entries(units).map(([name, unit]) => [name, multiplied(given[name], factors[unit])] as const);
      return made({ ...given, ...Object.fromEntries(changed.filter(([, value]) => value !== undefined)) });
    },
  };
}

/** The policy, which breaks a law where it cannot be made for another reason than its parameters. */
function honest<Made, Setup>(policy: Policy<Made, Setup>): Policy<Made, Setup> {
  return {
    ...policy,
    create(setup) {
      try {
        return policy.create(setup);
      } catch (error) {
        if (error instanceof ParamError || error instanceof LawBroken) throw error;
        throw new LawBroken('valid answers', `${policy.name} threw when it was made: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
  };
}

/** Every number in the value times the factor. */
function multiplied(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  return Array.isArray(value) ? value.map((each) => multiplied(each, factor)) : value;
}

/** A dispatcher and a discipline that are run together. */
export interface Pair {
  readonly dispatch: Candidate<Dispatch>;
  readonly discipline: Candidate<Serve>;
}

/** Why the law need not hold for the pair; undefined where it must. */
export function excuse(law: LawName, { dispatch, discipline }: Pair): string | undefined {
  return [...dispatch.deviations, ...discipline.deviations].find((deviation) => deviation.law === law)?.reason;
}

/** Whether the scenario would be accepted with these policies. */
export function goTogether({ classes, sources, workload, pool }: Scenario): boolean {
  const faults: Fault[] = [];
  return checkPairing(pool.dispatch, pool.discipline, { nodes: pool.nodes, classes, sources, workload }, faults);
}
