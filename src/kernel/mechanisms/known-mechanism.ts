import { AttainedService } from './attained.ts';
import { InterruptibleService } from './interruptible.ts';
import type { Mechanism } from './mechanism.ts';
import { OrderedService } from './ordered.ts';
import { SharedService } from './shared.ts';

/**
 * What is asked of the mechanism for every job, with the usual ones called by their names: the engine's compiler then puts
 * their code in place, also in a process that has seen all of them.
 */
export class KnownMechanism implements Pick<Mechanism, 'join' | 'fire'> {
  private readonly mechanism: Mechanism;
  private readonly ordered: OrderedService | undefined;
  private readonly interruptible: InterruptibleService | undefined;
  private readonly shared: SharedService | undefined;
  private readonly attained: AttainedService | undefined;

  constructor(mechanism: Mechanism) {
    this.mechanism = mechanism;
    this.ordered = mechanism instanceof OrderedService ? mechanism : undefined;
    this.interruptible = mechanism instanceof InterruptibleService ? mechanism : undefined;
    this.shared = mechanism instanceof SharedService ? mechanism : undefined;
    this.attained = mechanism instanceof AttainedService ? mechanism : undefined;
  }

  join(station: number, row: number): void {
    if (this.ordered) this.ordered.join(station, row);
    else if (this.interruptible) this.interruptible.join(station, row);
    else if (this.shared) this.shared.join(station, row);
    else if (this.attained) this.attained.join(station, row);
    else this.mechanism.join(station, row);
  }

  fire(timer: number): void {
    if (this.ordered) this.ordered.fire(timer);
    else if (this.interruptible) this.interruptible.fire(timer);
    else if (this.shared) this.shared.fire(timer);
    else if (this.attained) this.attained.fire(timer);
    else this.mechanism.fire(timer);
  }
}
