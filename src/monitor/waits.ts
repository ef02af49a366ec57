/** Who waits where, and since when: jobs, or copies of jobs, each at a node or (−1) in the pool's one queue. */
export class Waits {
  private readonly byJob = new Map<number, { readonly node: number; readonly since: number }[]>();

  add(job: number, node: number, since: number): void {
    const places = this.byJob.get(job);
    if (places) places.push({ node, since });
    else this.byJob.set(job, [{ node, since }]);
  }

  /** Since when the job waited for the node, there or in the pool's queue; it waits no longer. Undefined where it did not wait. */
  take(job: number, node: number): number | undefined {
    const places = this.byJob.get(job);
    const at = places?.findIndex((place) => place.node === node || place.node === -1) ?? -1;
    if (!places || at < 0) return undefined;
    const [{ since }] = places.splice(at, 1);
    if (places.length === 0) this.byJob.delete(job);
    return since;
  }

  /** All that still wait: job, node and since when. */
  *all(): Generator<readonly [job: number, node: number, since: number]> {
    for (const [job, places] of this.byJob) for (const { node, since } of places) yield [job, node, since];
  }
}
