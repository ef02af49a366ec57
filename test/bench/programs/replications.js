/**
 * Seconds that the replications of a sweep take: `loop`, one after the other by `replicate()` and nothing else; otherwise
 * on so many worker threads, each kept on disk, reduced and merged as `schedlab sweep` does. What it takes to start the
 * threads, to read the scenario in each, and to write the results is left out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { part } from './dist.js';

const parts = ['backends/simulated/replicate.js', 'lab/study/load-study.js', 'lab/study/play.js', 'lab/parallel/pool.js', 'lab/resume/description.js', 'lab/resume/unfinished.js'];
const dist = Object.assign({}, ...(await Promise.all(parts.map(part))));

const [how, jobs, points, replications, seed] = process.argv.slice(2);
const loads = Array.from({ length: Number(points) }, (_, i) => 0.5 + (0.4 * i) / Number(points));
const text = `
name: replications
seed: ${seed}
arrivals: [{ class: job, process: poisson, load: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 10, dispatch: jsq, discipline: fcfs }
run: { jobs: ${jobs}, replications: ${replications} }
sweep: { load: [${loads.join(', ')}] }
`;
const study = dist.loadStudy('sweep', 'replications.yaml', text);
const count = study.cells.length * Number(replications);
const measured = how === 'loop' ? await timed(loop()) : await sweep(Number(how));
process.stdout.write(`${JSON.stringify({ replications: count, ...measured })}\n`);

function loop() {
  for (const { loaded } of study.cells) dist.replicate(loaded.scenario, Number(replications));
  return async () => {
    for (const { loaded } of study.cells) for (let index = 0; index < Number(replications); index++) dist.replicate(loaded.scenario, index);
  };
}

async function sweep(workers) {
  const directory = mkdtempSync(join(tmpdir(), 'schedlab-bench-'));
  const parcel = { file: 'replications.yaml', text, overrides: [], files: {}, modules: {}, cells: study.cells.map(({ change }) => change.overrides) };
  const pool = dist.workerPool(parcel, workers, new AbortController().signal);
  try {
    // As in the loop, the first time of each scenario is not counted.
    const first = Array.from({ length: workers }, (_, round) => study.cells.map((_cell, cell) => ({ cell, index: Number(replications) + round })));
    for await (const one of pool.runner(first.flat())) if (!one[1].recording) throw new Error('expected a replication');
    const unfinished = new dist.Unfinished(directory, dist.descriptionOf('sweep', study.base.record, parcel));
    return await timed(() => dist.play(study, unfinished.runner(pool.runner), undefined, unfinished));
  } finally {
    await pool.close();
    rmSync(directory, { recursive: true });
  }
}

async function timed(work) {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}
