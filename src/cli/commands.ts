/** The commands, each loaded when it is the one that is asked for. */
import type { Argv } from 'yargs';

/** What a command does and which options it has. */
export interface Command<Options = object> {
  builder(argv: Argv): Argv<Options>;
  handler(options: Options): void | Promise<void>;
}

export interface Listed {
  /** Its name and what follows, as yargs reads it. */
  readonly command: string;
  readonly aliases?: readonly string[];
  readonly describe: string;
  // oxlint-disable-next-line no-explicit-any -- commands differ in their options
  readonly load: () => Promise<Command<any>>;
}

export const ABOUT = 'schedlab COMMAND\n\nSimulates scheduling and load balancing, and lays queueing theory beside it.';

export const commands: readonly Listed[] = [
  {
    command: 'run <file>',
    describe: 'Run a scenario: simulation and theory side by side, with charts and a report',
    load: async () => (await import('./run.ts')).run,
  },
  {
    command: 'compare <file>',
    describe: 'Compare variants of a scenario on the same jobs: paired differences, and what is proven',
    load: async () => (await import('./compare.ts')).compare,
  },
  {
    command: 'sweep <file>',
    describe: 'Vary parameters of a scenario: every variant at every point, with charts and theory',
    load: async () => (await import('./sweep.ts')).sweep,
  },
  {
    command: 'optimise <file>', aliases: ['optimize'],
    describe: 'Find the least of an expression where comparisons hold: the answer, and its proof',
    load: async () => (await import('./optimise.ts')).optimise,
  },
  {
    command: 'check <file..>',
    describe: 'Check scenario files without running them',
    load: async () => (await import('./check.ts')).check,
  },
  {
    command: 'check-policy <module>',
    describe: 'Hold a policy of your own against the laws that every policy keeps',
    load: async () => (await import('./check-policy.ts')).checkPolicy,
  },
  {
    command: 'list [kind]',
    describe: 'List what a scenario can name: policies, distributions, processes, metrics, formulas',
    load: async () => (await import('./list.ts')).list,
  },
  {
    command: 'theory [model]',
    describe: 'Explain a formula with your numbers filled in, or say what theory predicts for a scenario file',
    load: async () => (await import('./theory.ts')).theory,
  },
  {
    command: 'validate [formula..]',
    describe: 'Hold every formula against simulation: z-scores over many seeds, pass or fail',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    command: 'schema',
    describe: 'Print the JSON Schema of scenario files, for editors',
    load: async () => (await import('./schema.ts')).schema,
  },
];
