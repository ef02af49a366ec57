/** Interleaved rounds: what slows the machine for a while slows every program alike, and medians forget it. */
import { execFileSync } from 'node:child_process';

/** Runs every contender `rounds` times, in turn, each run in a process of its own with the round as seed. */
export function race(contenders, model, rounds, progress) {
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, command, customers } of contenders) {
      progress(`${model.name}: round ${round} of ${rounds}, ${name}`);
      runs.get(name).push(runOnce(command, { ...model, customers, seed: round }));
    }
  }
  return runs;
}

export function runOnce([program, ...args], { nodes, load, customers, seed }) {
  const run = JSON.parse(execFileSync(program, [...args, nodes, load, customers, seed].map(String), { encoding: 'utf8' }));
  if (!(run.customers === customers && run.cpuSeconds > 0)) throw new Error(`${program}: expected ${customers} customers, got ${JSON.stringify(run)}`);
  return run;
}

export const speed = ({ customers, cpuSeconds }) => customers / cpuSeconds;

/** Of the ratios of runs of the same round. */
export function medianRatio(runs, reference) {
  return median(runs.map((run, round) => speed(run) / speed(reference[round])));
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
