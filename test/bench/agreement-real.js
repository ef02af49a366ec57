/**
 * Holds the calibrated simulation against real threads, on the same jobs: scenarios of sleeping tasks of 10 ms on average.
 * Takes about four minutes; `--jobs N` (2,000 unless given) and `--only NAME` for a part of it. Nothing else should run
 * on the machine. Writes results/execution/agreement.json and .md. Exit status 1 where a target is missed.
 */
import { availableParallelism, totalmem } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { assembleExecution } from '../../dist/lab/execution/assemble.js';
import { calibrate } from '../../dist/lab/execution/calibrate.js';
import { realScenario, runReal } from '../../dist/lab/execution/run-real.js';
import { crews } from '../../dist/lab/parallel/crews.js';
import { loadScenario } from '../../dist/lab/scenario/load-scenario.js';
import { machine } from './machine.js';
import { passed, table } from './report.js';

const { values: options } = parseArgs({ options: { jobs: { type: 'string', default: '2000' }, only: { type: 'string' } } });

/** The mean response must be met to 5 %, or to what chance leaves open; the 95th percentile to 10 %. */
const [MEAN, P95] = [0.05, 0.1];

const two = '[{ class: urgent, process: poisson, load: HALF, priority: 0, size: { exponential: { mean: 10 } } }, { class: other, process: poisson, load: HALF, priority: 1, size: { exponential: { mean: 10 } } }]';
const oneClass = (size) => `[{ class: task, process: poisson, load: LOAD, size: ${size} }]`;
const exponential = oneClass('{ exponential: { mean: 10 } }');

const scenarios = [
  { name: 'random, fcfs', load: 0.5, nodes: 4, dispatch: 'random', discipline: 'fcfs', arrivals: exponential },
  { name: 'random, srpt', load: 0.7, nodes: 4, dispatch: 'random', discipline: 'srpt', arrivals: exponential },
  { name: 'jsq, fcfs', load: 0.8, nodes: 4, dispatch: 'jsq', discipline: 'fcfs', arrivals: exponential },
  { name: 'jsq, fcfs, heavy tail', load: 0.7, nodes: 4, dispatch: 'jsq', discipline: 'fcfs', arrivals: oneClass('{ hyperexponential: { mean: 10, scv: 4 } }') },
  { name: 'two choices, fcfs', load: 0.9, nodes: 8, dispatch: '{ power-of-d: { d: 2 } }', discipline: 'fcfs', arrivals: exponential },
  { name: 'two choices, sjf', load: 0.7, nodes: 8, dispatch: '{ power-of-d: { d: 2 } }', discipline: 'sjf', arrivals: exponential },
  { name: 'central, fcfs', load: 0.8, nodes: 4, dispatch: 'central', discipline: 'fcfs', arrivals: exponential },
  { name: 'central, srpt', load: 0.9, nodes: 4, dispatch: 'central', discipline: 'srpt', arrivals: exponential },
  { name: 'central, priority', load: 0.8, nodes: 4, dispatch: 'central', discipline: 'priority', arrivals: two },
  { name: 'one node, fcfs, sizes all equal', load: 0.8, nodes: 1, dispatch: 'random', discipline: 'fcfs', arrivals: oneClass('{ deterministic: { value: 10 } }') },
];

const share = ({ deviation, calibrated }) => deviation.mean / calibrated;
const percent = ({ mean, halfWidth }, of) => `${((100 * mean) / of).toFixed(1)} ± ${((100 * halfWidth) / of).toFixed(1)} %`;

const facts = { cores: availableParallelism(), memory: totalmem(), platform: `${process.platform} ${process.arch}`, node: process.version };
const hire = await crews.threads();
const measured = [];
for (const scenario of scenarios.filter(({ name }) => !options.only || name === options.only)) {
  process.stderr.write(`${scenario.name} …\n`);
  measured.push(await compare(scenario));
}
const text = markdown(measured);
const folder = new URL('../../results/execution/', import.meta.url);
if (!options.only) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('agreement.json', folder), `${JSON.stringify({ machine: machine(), jobs: Number(options.jobs), measured }, null, 2)}\n`);
  writeFileSync(new URL('agreement.md', folder), text);
}
process.stdout.write(text);
if (measured.some(({ meanMet, p95Met }) => !meanMet || !p95Met)) process.exitCode = 1;

async function compare({ name, load, nodes, dispatch, discipline, arrivals }) {
  const loaded = loadScenario(name, `
name: agreement
seed: agreement
time: ms
arrivals: ${arrivals.replaceAll('LOAD', load).replaceAll('HALF', load / 2)}
pool: { nodes: ${nodes}, dispatch: ${dispatch}, discipline: ${discipline} }
run: { jobs: ${options.jobs}, warmup: none, replications: 1 }
execution: { task: sleep, jobs: ${options.jobs} }
`);
  const planned = loaded.execution;
  const calibration = await calibrate(realScenario(loaded.scenario, planned), planned, hire);
  const real = await runReal(realScenario(loaded.scenario, planned), planned, hire);
  const { comparisons, gap, run } = assembleExecution(loaded, planned, real, { backend: 'threads', task: 'sleep', machine: facts, doubts: [], replayed: true, calibration });
  const of = (statistic) => comparisons.find((one) => one.metric === 'response' && one.statistic === statistic);
  const [mean, p95] = [of('mean'), of('p95')];
  return {
    name, load, nodes, seconds: run.seconds, mean, p95, gap,
    meanMet: Math.abs(share(mean)) < MEAN || Math.abs(mean.deviation.mean) <= mean.deviation.halfWidth,
    p95Met: Math.abs(share(p95)) < P95 || Math.abs(p95.deviation.mean) <= p95.deviation.halfWidth,
  };
}

function markdown(all) {
  const { date, cpu, cores, os, node } = machine();
  const rows = all.map(({ name, load, nodes, mean, p95, meanMet, p95Met }) => [
    name, String(nodes), load.toFixed(1), mean.replayed.toFixed(2), mean.calibrated.toFixed(2), mean.real.mean.toFixed(2),
    `${percent(mean.deviation, mean.calibrated)} ${passed(meanMet)}`, p95.calibrated.toFixed(1), p95.real.mean.toFixed(1), `${percent(p95.deviation, p95.calibrated)} ${passed(p95Met)}`,
  ]);
  const causes = all.map(({ name, gap }) => [name, ...gap.parts.flatMap(({ direct, total }) => [direct.toFixed(3), total.toFixed(3)]), gap.rest.toFixed(3), (gap.real - gap.simulated).toFixed(3)]);
  const worst = all.toSorted((a, b) => Math.abs(b.mean.deviation.mean / b.mean.calibrated) - Math.abs(a.mean.deviation.mean / a.mean.calibrated))[0];
  return `# Agreement of the calibrated simulation with real threads

${date}; ${cpu}, ${cores} cores; ${os}; Node ${node}. Each scenario: ${options.jobs} sleeping tasks of 10 ms on average, in real
time on a thread a node, then simulated on the very same arrivals, sizes and chances: plain, and with what the machine was
measured to take beforehand on other jobs (calibrated). Deviation is real less calibrated, with a 95 % interval from batches.

${table(['scenario', 'nodes', 'load', 'plain, ms', 'calibrated, ms', 'real, ms', 'deviation (target 5 %)', 'P95 calibrated', 'P95 real', 'deviation (target 10 %)'], rows)}

What the mean response in reality differs by from the plain simulation, ms: what each cause costs a task itself, and what it does
to the mean with the waiting that it causes. The model error is what remains when the simulator is given all three as measured.

${table(['scenario', 'arrival lateness', 'with waiting', 'dispatch overhead', 'with waiting', 'service inflation', 'with waiting', 'model error', 'real less plain'], causes)}

The worst is ${worst.name}: ${explanation(worst)}
`;
}

/** What was measured beforehand was not what was met: or the simulator is wrong. */
function explanation({ mean, gap }) {
  const met = gap.parts.reduce((sum, { total }) => sum + total, 0);
  const foreseen = mean.calibrated - mean.replayed;
  const rest = Math.abs(gap.rest) > 0.5 * Math.abs(mean.deviation.mean);
  return `the machine took ${met.toFixed(2)} ms of the mean response during the run, and ${foreseen.toFixed(2)} ms were foreseen from what it took just before; ${
    rest ? `the simulator is off by ${gap.rest.toFixed(2)} ms even when it is given each delay as it was.` : `given each delay as it was the simulator is off by ${gap.rest.toFixed(2)} ms only: it is the machine that changed, not the model that is wrong.`
  }`;
}
