import type { Operator } from '../../kernel/recovery/recovery.ts';
import type { System } from '../../kernel/system.ts';
import type { Crew } from './crew.ts';
import type { Ledger } from './ledger.ts';
import type { WorkerTimers } from './worker-timers.ts';

/** Makes nodes go down that the scenario has crash, and tells the system of those that go by themselves. */
export class Operations implements Operator {
  private crew: Crew | undefined;
  private system: System | undefined;
  private ledger: Ledger | undefined;
  /** Nodes that are down because it was drawn: until their repair their being gone or back is no news. */
  private readonly drawn = new Set<number>();

  begin(system: System, crew: Crew, ledger: Ledger | undefined): void {
    this.system = system;
    this.ledger = ledger;
    this.crew = crew;
  }

  // ── Operator ──
  crashed(node: number): void {
    this.drawn.add(node);
    this.crew!.kill(node);
  }
  repaired(node: number): void {
    this.drawn.delete(node);
  }

  /** Whether there was news of a node, of which the system has been told. */
  look(now: number, timers: WorkerTimers): boolean {
    const news = this.crew!.nextNode?.();
    if (!news) return false;
    const { system } = this;
    if (this.drawn.has(news.node) || !system!.pool.recovery) return true;
    timers.now = now;
    if (news.change === 'back') {
      system!.repaired(news.node);
      return true;
    }
    if (this.ledger) this.ledger.unforeseen.nodes++;
    system!.crashed(news.node);
    // The heartbeats that it missed have been counted already.
    if (news.change === 'silent') system!.detected(news.node);
    return true;
  }
}
