/** What a module exports by default to be a policy of one's own. */
import type { z } from 'zod';
import type { Discipline, DisciplineSetup, Dispatcher, DispatchSetup, Signal } from '../../policy.ts';
import type { Particulars } from '../contract/candidate.ts';

// oxlint-disable no-explicit-any -- parameters are what the scenario gives unless a schema says what they are
interface Own<Made, Setup, Params> extends Particulars {
  /** Kebab-case; not the name of a policy of schedlab. */
  readonly name: string;
  /** What it looks at and asks for; `[]` where that is nothing. */
  readonly needs: readonly Signal[];
  create(params: Params, setup: Setup): Made;
  readonly about?: string;
  readonly source?: string;
  /** Refuses wrong parameters and fills in defaults; without it they are taken as they are. */
  readonly params?: z.ZodType<Params>;
  /** Parameters that `schedlab check-policy` runs it with. */
  readonly examples?: readonly Params[];
}

export type OwnDispatcher<Params = any> = Own<Dispatcher, DispatchSetup, Params>;
export type OwnDiscipline<Params = any> = Own<Discipline, DisciplineSetup, Params>;
