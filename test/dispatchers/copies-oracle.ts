/** A naive simulation of copies of jobs at several one-slot nodes, to hold the kernel's against. */

export interface CopiedJob {
  readonly arrival: number;
  readonly size: number;
  /** Where its copies go, in this order. */
  readonly nodes: readonly number[];
}

export interface Copy {
  readonly job: number;
  readonly size: number;
  left: number;
}

/** The fraction of the node's slot that each copy there has; copies in the order in which they came. */
export type Sharing = (copies: readonly Copy[]) => readonly number[];

const only = (chosen: (copies: readonly Copy[]) => Copy): Sharing => (copies) => copies.map((copy) => (copy === chosen(copies) ? 1 : 0));

const least = (of: (copy: Copy) => number) => (copies: readonly Copy[]) => copies.reduce((best, copy) => (of(copy) < of(best) ? copy : best));

export const sharings: Readonly<Record<string, Sharing>> = {
  fcfs: only((copies) => copies[0]),
  'lcfs-preemptive': only((copies) => copies.at(-1)!),
  srpt: only(least(({ left }) => left)),
  psjf: only(least(({ size }) => size)),
  ps: (copies) => copies.map(() => 1 / copies.length),
  las: (copies) => {
    // Served little to within rounding of the clock: those that have received least share the slot.
    const served = copies.map(({ size, left }) => size - left);
    const fewest = served.map((each) => each <= Math.min(...served) + 1e-9);
    return fewest.map((isServed) => (isServed ? 1 / fewest.filter(Boolean).length : 0));
  },
};

/** When each job is done. */
export function completionsOfCopies(jobs: readonly CopiedJob[], speeds: readonly number[], sharing: Sharing, cancel: 'on start' | 'on completion'): readonly number[] {
  const at: Copy[][] = speeds.map(() => []);
  const done = jobs.map(() => NaN);
  const started = new Set<number>();
  const takeBack = (job: number, kept?: Copy) => {
    for (const copies of at) copies.splice(0, copies.length, ...copies.filter((copy) => copy.job !== job || copy === kept));
  };
  const start = () => {
    if (cancel === 'on completion') return;
    for (const copies of at) {
      if (copies.length === 0) continue;
      const running = copies.find((_, i) => sharing(copies)[i] > 0)!;
      if (!started.has(running.job)) takeBack(running.job, running);
      started.add(running.job);
    }
  };
  let now = 0;
  for (let next = 0; done.some(Number.isNaN); ) {
    const rates = at.map((copies, node) => sharing(copies).map((share) => share * speeds[node]));
    const ends = at.flatMap((copies, node) => copies.map((copy, i) => ({ copy, node, after: rates[node][i] > 0 ? copy.left / rates[node][i] : Infinity })));
    const first = ends.reduce((soonest, end) => (end.after < soonest.after ? end : soonest), { copy: undefined as Copy | undefined, node: -1, after: Infinity });
    // A group of least service that catches up with another is looked at again soon enough.
    const step = Math.min(first.after, (jobs[next]?.arrival ?? Infinity) - now, catchUp(at, rates));
    for (const [node, copies] of at.entries()) for (const [i, copy] of copies.entries()) copy.left -= step * rates[node][i];
    now += step;
    if (step === first.after) {
      done[first.copy!.job] = now;
      takeBack(first.copy!.job);
      start();
    } else if (step === (jobs[next]?.arrival ?? Infinity) - now + step) {
      const { size, nodes } = jobs[next];
      for (const node of nodes) {
        if (started.has(next)) break;
        at[node].push({ job: next, size, left: size });
        start();
      }
      next++;
    }
  }
  return done;
}

/** Until a served copy has received as much as one that is not served. */
function catchUp(at: readonly (readonly Copy[])[], rates: readonly (readonly number[])[]): number {
  let soonest = Infinity;
  for (const [node, copies] of at.entries()) {
    for (const [i, one] of copies.entries()) {
      for (const [j, other] of copies.entries()) {
        const behind = other.size - other.left - (one.size - one.left);
        const closing = rates[node][i] - rates[node][j];
        if (behind > 1e-9 && closing > 0) soonest = Math.min(soonest, behind / closing);
      }
    }
  }
  return soonest;
}
