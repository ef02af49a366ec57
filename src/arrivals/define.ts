/** What a file in this folder exports. */
import type { ArrivalProcess, JobClass } from '../model.ts';
import type { Definition } from '../registry.ts';

/** What a process may need besides its parameters. */
export interface ArrivalSetup {
  /** Jobs per time unit that the scenario asks for (by `rate` or `load`); a process with a rate of its own is scaled to it. */
  readonly rate?: number;
  /** The scenario's classes so far; a trace that names others adds to them and gets their indices. */
  readonly classIndex: (name: string) => number;
  /** Text of a file named in the scenario, relative to it. Throws an Error whose message says why it cannot be read. */
  readonly read: (file: string) => string;
  /** The class of the scenario entry. */
  readonly jobClass: JobClass;
}

// oxlint-disable-next-line no-explicit-any -- see Definition
export interface ArrivalDefinition<Params = any> extends Definition<Params, ArrivalProcess> {
  /** Whether the scenario must, may or must not give `rate` or `load`. */
  readonly rate: 'required' | 'optional' | 'refused';
  /** Whether the scenario must give `size`, or may leave it out since the process records sizes. */
  readonly size: 'required' | 'optional';
  /** Throws a ParamError where the parameters and the set-up do not go together. */
  create(params: Params, setup: ArrivalSetup): ArrivalProcess;
  /** Parameters, and a rate where one is taken, that the contract suite samples. */
  readonly examples: readonly { readonly params: Params; readonly rate?: number }[];
}

export function arrivals<Params>(definition: ArrivalDefinition<Params>): ArrivalDefinition<Params> {
  return definition;
}
