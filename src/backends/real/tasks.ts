import type { System } from '../../kernel/system.ts';
import type { Scenario } from '../../scenario.ts';
import { functionsOf } from './calls.ts';
import type { Task } from './crew.ts';
import type { Execution } from './execute.ts';
import type { TaskIn } from './worker-timers.ts';

/** What slots are given to do: what the scenario has fail fails in fact. `rate`: steps a millisecond, where tasks spin. */
export function tasksOf(system: System, { pool: { faults } }: Scenario, { callings = [] }: Execution, rate: number | undefined): TaskIn {
  const timed = (duration: number): Task => (rate === undefined ? { kind: 'sleep', duration } : { kind: 'spin', steps: Math.ceil(rate * duration) });
  const plain: TaskIn = (_, duration) => timed(duration);
  const { ofClass, functions } = functionsOf(callings);
  const asked: TaskIn = (slot, duration) => {
    const job = system.jobIn(slot);
    const calling = callings[job.class];
    return calling ? { kind: 'call', function: ofClass[job.class], argument: calling.argument(job, system.partIn(slot)) } : timed(duration);
  };
  const healthy = functions.length > 0 ? asked : plain;
  if (!faults?.failure && !faults?.hang) return healthy;
  return (slot, duration): Task => {
    const fate = system.fateIn(slot);
    if (fate === 'hang') return { kind: 'sleep', duration: 0, fault: 'hang' };
    const task = healthy(slot, duration);
    // A call that is to fail is made, and what it returns is not taken.
    return fate === 'error' && task.kind !== 'call' ? { ...task, fault: 'throw' } : task;
  };
}
