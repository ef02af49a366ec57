/** Nothing is lost and nothing counted twice, whatever goes wrong: ten runs of 2,000 tasks by processes that are killed. */
import { describe, expect, it } from 'vitest';
import { ordeal } from '../backends/ordeal.ts';
import { publish, table } from './write.ts';

const [RUNS, TASKS, THROWS, HANGS, KILL] = [10, 2000, 0.1, 0.02, 1000];

const rows: (string | number)[][] = [];

describe.each(['sleep', 'call'] as const)('tasks that %s', (work) => {
  it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i', async (run) => {
    const { submitted, results, deadLetters, twice, missing, kills, reasons, milliseconds } = await ordeal({ tasks: TASKS, seed: `ordeal/${run}`, throws: THROWS, hangs: HANGS, kill: KILL, work });
    const why = Object.entries(reasons).map(([reason, times]) => `${times} ${reason}`);
    rows.push([work, run, submitted, results, deadLetters, why.join(', '), twice, missing, kills, (milliseconds / 1000).toFixed(1)]);
    publish('nothing-lost.md', report());
    expect({ submitted, ended: results + deadLetters, twice, missing }).toEqual({ submitted: TASKS, ended: TASKS, twice: 0, missing: 0 });
  });
});

function report(): string {
  return `# Nothing lost

Each run: ${TASKS} tasks of 10 ms on four processes of two slots, a worker killed with kill -9 every ${KILL / 1000} s on average. Of the
tries ${100 * THROWS} % throw and ${100 * HANGS} % hang, until a timeout of 0.5 s; a task is tried three times. Tasks \`sleep\` and have their failures
injected, or \`call\` a function that throws and hangs of itself.

${table(['tasks', 'run', 'submitted', 'results', 'dead letters', 'why', 'twice', 'missing', 'kills', 'seconds'], rows)}
`;
}
