/** Interleaved rounds: what slows the machine for a while slows every program alike, and medians forget it. */
import { execFileSync } from 'node:child_process';

/** Runs every contender `rounds` times, in turn, each run in a process of its own with the round as seed, for `seconds` or so. */
export function race(contenders, model, { rounds, seconds }, progress) {
  const customers = new Map(
    contenders.map((contender) => {
      progress(`${model.name}: how fast is ${contender.name}`);
      return [contender, customersFor(contender, model, seconds)];
    }),
  );
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      progress(`${model.name}: round ${round} of ${rounds}, ${contender.name}`);
      runs.get(contender.name).push(runOnce(contender, model, customers.get(contender), round));
    }
  }
  return runs;
}

/** How many customers take so long or a little longer: by trials, as many as it takes, since compilers that work while a program runs make it faster. */
function customersFor(contender, model, seconds) {
  for (let customers = contender.pilot; ; ) {
    const run = runOnce(contender, model, customers, 1);
    if (run.cpuSeconds >= seconds) return customers;
    customers = twoDigits(1.1 * speed(run) * seconds);
  }
}

function twoDigits(count) {
  return Number(count.toPrecision(2));
}

export function runOnce({ command }, model, customers, seed) {
  const [program, ...args] = command(model, customers, seed);
  const run = JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
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
