/**
 * Empty tasks per second: through the threads backend under a policy, through piscina, which lets one choose none, and
 * through the textbook's pool, threads that take from one shared queue and put results into another. In turn, five rounds.
 * Writes results/execution/overhead.json and .md. Exit status 1 where the target is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Piscina } from 'piscina';
import { execute } from '../../dist/backends/real/execute.js';
import { crews } from '../../dist/lab/parallel/crews.js';
import { loadScenario } from '../../dist/lab/scenario/load-scenario.js';
import { machine } from './machine.js';
import { passed, table } from './report.js';
import { median } from './race.js';
import { sharedQueuePool } from './programs/shared-queue-pool.js';

const [WORKERS, TASKS, ROUNDS, TARGET] = [2, 40_000, 5, 20_000];

const loaded = (dispatch) => loadScenario('overhead', `
name: overhead
time: ms
arrivals: [{ class: task, process: { closed: { population: ${4 * WORKERS}, think: { deterministic: { value: 0 } } } }, size: { deterministic: { value: 0.000001 } } }]
pool: { nodes: ${WORKERS}, dispatch: ${dispatch}, discipline: fcfs }
run: { jobs: ${TASKS}, warmup: none }
`).scenario;

const hire = await crews.threads();
const ours = (dispatch) => {
  const scenario = loaded(dispatch);
  return async () => {
    const { account } = await execute(scenario, 0, hire, { task: 'sleep', unit: 1 });
    return { tasks: account.completed, seconds: account.endTime / 1000 };
  };
};

const contenders = [
  { name: 'schedlab, one queue (central)', run: ours('central') },
  { name: 'schedlab, shortest queue (jsq)', run: ours('jsq') },
  { name: 'schedlab, two choices', run: ours('{ power-of-d: { d: 2 } }') },
  { name: 'textbook: one task queue, one result queue', run: () => textbook() },
  { name: 'piscina 5', run: () => piscina() },
];

const rates = new Map(contenders.map(({ name }) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
  for (const { name, run } of contenders) {
    process.stderr.write(`round ${round} of ${ROUNDS}: ${name}\n`);
    const { tasks, seconds } = await run();
    if (tasks < TASKS) throw new Error(`${name}: ${tasks} of ${TASKS} tasks are done`);
    rates.get(name).push(tasks / seconds);
  }
}

const { date, cpu, cores, os, node } = machine();
const rows = contenders.map(({ name }) => ({ name, perSecond: median(rates.get(name)), rounds: rates.get(name) }));
const piscinas = rows.at(-1).perSecond;
const met = rows.filter(({ name }) => name.startsWith('schedlab')).every(({ perSecond }) => perSecond >= TARGET);
const text = `# Empty tasks per second on ${WORKERS} workers

${date}; ${cpu}, ${cores} cores; ${os}; Node ${node}. Medians of ${ROUNDS} interleaved rounds of ${TASKS} tasks, of which ${4 * WORKERS} are in the
system at any time.

${table(['pool', 'tasks per second', 'against piscina'], rows.map(({ name, perSecond }) => [name, Math.round(perSecond).toLocaleString('en'), `${(perSecond / piscinas).toFixed(2)} ×`]))}

The textbook's workers take tasks ahead from a queue that nobody orders; schedlab decides at every task, by a policy, who gets it and
when, and measures it.

Target: at least ${TARGET.toLocaleString('en')} through schedlab's threads ${passed(met)}
`;
const folder = new URL('../../results/execution/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('overhead.json', folder), `${JSON.stringify({ machine: machine(), workers: WORKERS, tasks: TASKS, rows }, null, 2)}\n`);
writeFileSync(new URL('overhead.md', folder), text);
process.stdout.write(text);
if (!met) process.exitCode = 1;

async function piscina() {
  const pool = new Piscina({ filename: new URL('programs/empty-task.js', import.meta.url).href, minThreads: WORKERS, maxThreads: WORKERS });
  await Promise.all(Array.from({ length: WORKERS }, () => pool.run()));
  const start = performance.now();
  let given = 0;
  const customer = async () => {
    while (given < TASKS) {
      given++;
      await pool.run();
    }
  };
  await Promise.all(Array.from({ length: 4 * WORKERS }, customer));
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  return { tasks: given, seconds };
}

async function textbook() {
  const pool = await sharedQueuePool(WORKERS);
  const start = performance.now();
  let [given, done] = [0, 0];
  for (; given < 4 * WORKERS; given++) pool.put(given);
  while (done < TASKS) {
    pool.take();
    done++;
    if (given < TASKS) pool.put(given++);
  }
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  return { tasks: done, seconds };
}
