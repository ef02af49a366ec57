/** What a replication is on its way from the worker that ran it to the result: bytes, and milliseconds of the main thread. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { part } from './dist.js';

const parts = ['backends/simulated/replicate.js', 'lab/scenario/load-scenario.js', 'lab/reducer.js', 'lab/resume/pack.js', 'lab/resume/records.js'];
const dist = Object.assign({}, ...(await Promise.all(parts.map(part))));

const [nodes, jobs, count, seed] = process.argv.slice(2);
const text = `
name: shipping
seed: ${seed}
arrivals: [{ class: job, process: poisson, load: 0.9, size: { exponential: { mean: 1 } } }]
pool: { nodes: ${nodes}, dispatch: jsq, discipline: fcfs }
run: { jobs: ${jobs} }
`;
const { scenario, plan } = dist.loadScenario('shipping.yaml', text);
const directory = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
const descriptor = openSync(join(directory, 'replications'), 'a');
const reducer = new dist.Reducer(scenario, dist.findWarmup([dist.replicate(scenario, 0)], plan));
// The first ones are for the compiler.
const before = 3;
const spent = { run: 0, pack: 0, write: 0, unpack: 0, merge: 0 };
let bytes = 0;
for (let index = 0; index < before + Number(count); index++) {
  if (index === before) for (const step of Object.keys(spent)) spent[step] = 0;
  const replicate = timed('run', () => dist.replicate(scenario, index));
  const packed = timed('pack', () => dist.pack(replicate));
  timed('write', () => writeSync(descriptor, dist.recordOf({ cell: 0, index }, packed)));
  const back = timed('unpack', () => dist.unpack(packed));
  timed('merge', () => reducer.add(back));
  if (index >= before) bytes += packed.length;
}
closeSync(descriptor);
rmSync(directory, { recursive: true });
const ms = Object.fromEntries(Object.entries(spent).map(([step, total]) => [step, total / Number(count)]));
const { all, samples } = { ...reducer.measurements(), samples: reducer.samples };
process.stdout.write(`${JSON.stringify({ bytes: bytes / Number(count), ms, merged: dist.pack(all).length, sample: dist.pack(samples.at(-1)).length, parcel: text.length })}\n`);

/** CPU time, since the machine may do other work; all is done in this thread, but for compilers and garbage collection. */
function timed(step, work) {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  spent[step] += (user + system) / 1000;
  return result;
}
