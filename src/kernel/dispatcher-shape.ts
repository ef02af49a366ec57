import type { Dispatcher, Push, Replicate } from '../policy.ts';

/** What a dispatcher is like, found out once: of twenty dispatchers each is an object of another shape. */
export class DispatcherShape {
  readonly push: Push | undefined;
  /** The dispatcher, where it may be told of things. */
  readonly hearer: Push | Replicate | undefined;
  /** Whether it is told of jobs that are done. */
  readonly hearsOfEnds: boolean;
  /** Whether it pushes, and need not know what becomes of it. */
  readonly indifferent: boolean;

  constructor(dispatcher: Dispatcher) {
    this.push = dispatcher.mechanism === 'push' ? dispatcher : undefined;
    this.hearer = dispatcher.mechanism === 'pull' ? undefined : dispatcher;
    this.hearsOfEnds = this.hearer?.finished !== undefined;
    this.indifferent = this.push !== undefined && !this.push.finished && !this.push.changed && !this.push.refused;
  }
}
