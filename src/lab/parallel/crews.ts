/** Those who can carry a scenario out in reality, by name. */
import type { Hire } from '../../backends/real/crew.ts';

export const crews: Readonly<Record<'threads' | 'processes', () => Promise<Hire>>> = {
  threads: async () => (await import('../../backends/threads/crew.ts')).threads,
  processes: async () => (await import('../../backends/processes/crew.ts')).processes,
};

export type { Hire };
