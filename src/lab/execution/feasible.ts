/** What real workers cannot do, and why; and what they can do only in part. */
import { THREAD } from '../../backends/real/room.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import type { Fault } from '../scenario/faults.ts';
import type { ExecutionPlan } from '../scenario/execution.ts';
import { show } from '../scenario/words.ts';

/** What real workers run on. */
export interface Machine {
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
}

/** Thousands of threads take longer to start than a run takes. */
const MOST_WORKERS = 2000;

/** Refuses what real workers cannot do: adds to `faults`. */
export function checkFeasible({ pool, classes, workload }: Scenario, machine: Machine, faults: Fault[]): void {
  const slots = pool.nodes.reduce((sum, node) => sum + node.slots, 0);
  const { mechanism } = pool.discipline.create({ classes, workload, stream: stream('trial') });
  if (slots === Infinity) {
    faults.push({ path: ['pool', 'nodes'], message: 'have unlimited slots, and real workers are so many and no more; give the nodes a number of slots' });
    return;
  }
  if (mechanism !== 'ordered') {
    faults.push({ path: ['pool', 'discipline'], message: `${pool.discipline.name} serves several tasks of a slot at once, and a real worker serves one at a time; take round-robin, which comes near it, or simulate it` });
  }
  const most = Math.min(MOST_WORKERS, Math.floor(machine.memory / 2 / THREAD));
  if (slots > most) faults.push({ path: ['pool', 'nodes'], message: `have ${show(slots)} slots, and this machine bears ${show(most)} workers; give the pool fewer nodes or slots` });
}

/** What falsifies a run that can be made. */
export function doubtsOf({ pool, sources }: Scenario, { task, unit }: ExecutionPlan, { cores }: Machine): readonly string[] {
  const slots = pool.nodes.reduce((sum, node) => sum + node.slots, 0);
  const crowded = task === 'spin' && slots >= cores;
  const sizes = sources.flatMap(({ size }) => (size && size.mean > 0 ? [size.mean * unit] : []));
  const shortest = Math.min(...sizes);
  return [
    ...(crowded ? [`${slots} slots compute on ${cores} cores, of which one is needed to decide: they take time from one another, which the simulator knows nothing of unless it is calibrated`] : []),
    ...(shortest < 1 ? [`tasks of ${show(Number(shortest.toPrecision(2)))} ms are short beside what it takes to start one, some 0.1 ms; a longer unit under execution makes the run truer`] : []),
  ];
}
