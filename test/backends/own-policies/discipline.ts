import type { OwnDiscipline } from '../../../src/lab/modules/own.ts';

export default {
  name: 'even-first',
  about: 'Jobs of even number first.',
  needs: [],
  create: () => ({ mechanism: 'ordered', preemptive: false, ties: 'first', rank: ({ id }) => id % 2 }),
} satisfies OwnDiscipline;
