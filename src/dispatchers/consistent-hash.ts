import { z } from 'zod';
import { count, HUGE, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { hash, together } from './hash.ts';

export const consistentHash = dispatcher({
  name: 'consistent-hash',
  alsoKnownAs: ['ring-hash', 'hash'],
  about: 'Consistent hashing: a key goes to the node that has the next point on a ring. With a bound, a node that has its fill of the tasks in the system is passed over for the next one round the ring.',
  source: 'Karger, Lehman, Leighton, Panigrahy, Levine and Lewin 1997; Mirrokni, Thorup and Zadimoghaddam 2018 (bounded loads)',
  cost: 'O(log np) for n nodes of p points; with a bound, plus the points passed over',
  needs: ['key'],
  params: object({
    points: count('points of each node on the ring', 1000).default(100),
    bound: z.number().gt(1).max(HUGE).optional().describe('the most tasks at a node, as a multiple of the mean over nodes, rounded up; no bound unless given'),
  }),
  examples: [{ points: 100 }, { points: 10, bound: 1.25 }],
  create: ({ points, bound = Infinity }, { nodes: { length: nodes } }) => {
    const { places, owners } = ring(nodes, points);
    const tasks = new Int32Array(nodes);
    let inSystem = 0;
    const left = (node: number) => {
      tasks[node]--;
      inSystem--;
    };
    return {
      mechanism: 'push',
      pick: ({ key }) => {
        const most = Math.ceil((bound * (inSystem + 1)) / nodes);
        let place = firstFrom(places, hash(key));
        while (tasks[owners[place]] >= most) place = place + 1 === places.length ? 0 : place + 1;
        const node = owners[place];
        tasks[node]++;
        inSystem++;
        return node;
      },
      finished: (_, node) => left(node),
      refused: (_, node) => left(node),
    };
  },
});

/** The points of all nodes in order round the ring, and whose they are. */
function ring(nodes: number, points: number): { readonly places: Float64Array; readonly owners: Int32Array } {
  const all = nodes * points;
  // Place and node in one number each: sorted natively, which is fast, and equal places by node.
  const sorted = Float64Array.from({ length: all }, (_, i) => {
    const node = Math.floor(i / points);
    return together(hash(node), i % points) * 2 ** 21 + node;
  }).toSorted();
  return { places: sorted.map((both) => Math.floor(both / 2 ** 21)), owners: Int32Array.from(sorted, (both) => both % 2 ** 21) };
}

/** The first point at or after the place, round the ring. */
function firstFrom(places: Float64Array, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low === places.length ? 0 : low;
}
