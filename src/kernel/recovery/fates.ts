import type { Stream } from '../../model.ts';
import type { Faults } from '../../scenario.ts';

/** How a try ends; one that hangs never does. */
export const DONE = 0;
export const ERROR = 1;
export const HANGS = 2;

/** A number from a stream of its own. The first tries of jobs and all others have streams of their own: jobs meet the same fate under every policy. */
type Draw = (first: boolean) => number;

/** What happens to each try: drawn when it begins, from streams by what goes wrong (`faults/failure` …), so that one kind of fault does not disturb another. */
export class Fates {
  private readonly faults: Faults;
  /** The most work that a try can do before it is given up. */
  private readonly most: number;
  private readonly failure: Draw;
  private readonly part: Draw;
  private readonly hang: Draw;
  private readonly straggler: Draw;
  /** Of the try drawn last. */
  fate = DONE;

  constructor(faults: Faults, most: number, stream: (name: string) => Stream) {
    const draws = (name: string): Draw => {
      const [first, later] = [stream(`faults/${name}`), stream(`faults/${name}/again`)];
      return (isFirst) => (isFirst ? first : later).uniform();
    };
    this.faults = faults;
    this.most = most;
    this.failure = draws('failure');
    this.part = draws('part');
    this.hang = draws('hang');
    this.straggler = draws('straggler');
  }

  /** The work that a try of a task of this size takes; its `fate` says how it ends. */
  draw(size: number, first: boolean): number {
    const { failure, hang = 0, straggler } = this.faults;
    const fails = failure !== undefined && this.failure(first) < failure.probability;
    const slow = straggler !== undefined && this.straggler(first) < straggler.probability;
    const part = failure?.at === 'anywhere' ? this.part(first) : 1;
    const hangs = hang > 0 && this.hang(first) < hang;
    this.fate = hangs ? HANGS : fails ? ERROR : DONE;
    if (hangs) return this.most;
    return size * (slow ? straggler.factor : 1) * (fails ? part : 1);
  }
}
