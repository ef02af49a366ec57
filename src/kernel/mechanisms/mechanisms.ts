import type { JobClass, Workload } from '../../model.ts';
import type { Discipline, DisciplineSetup, Ordered, Policy } from '../../policy.ts';
import { AttainedService } from './attained.ts';
import { InterruptibleService } from './interruptible.ts';
import type { Mechanism, Workings } from './mechanism.ts';
import { OrderedService } from './ordered.ts';
import { SharedService } from './shared.ts';
import { WeightedService } from './weighted.ts';

/** What carries out the discipline at every station. */
export function mechanismFor(
  policy: Policy<Discipline, DisciplineSetup>,
  known: { readonly classes: readonly JobClass[]; readonly workload: Workload },
  workings: Workings,
): Mechanism {
  const { count, slots } = workings.stations;
  // With a slot for everyone nobody waits, and every discipline is the same.
  if (slots.every((number) => number === Infinity)) return new SharedService(workings);
  const create = () => policy.create({ ...known, stream: workings.stream });
  const discipline = create();
  switch (discipline.mechanism) {
    case 'ordered': {
      const ownEach = (): readonly Ordered[] => Array.from({ length: count }, (_, i) => (i === 0 ? discipline : (create() as Ordered)));
      const disciplines = discipline.stateful ? ownEach() : new Array<Ordered>(count).fill(discipline);
      return discipline.preemptive || discipline.turn ? new InterruptibleService(workings, disciplines) : new OrderedService(workings, disciplines);
    }
    case 'shared':
      return discipline.weights ? new WeightedService(workings, discipline) : new SharedService(workings);
    case 'attained':
      return new AttainedService(workings);
  }
}
