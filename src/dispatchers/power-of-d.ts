import { z } from 'zod';
import type { PoolView, Stream } from '../model.ts';
import { count, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { drawNodes } from './sample.ts';

/** More are not worth looking at one by one. */
const MOST = 1000;

export const powerOfD = dispatcher({
  name: 'power-of-d',
  about: 'The shortest of d queues drawn uniformly; with memory also the shortest that it saw last are looked at. Without replacement all queues where there are no more than d.',
  source: 'Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001; with memory: Mitzenmacher, Prabhakar and Shah 2002',
  cost: 'O(d²) for d draws, O((d + m)²) with a memory of m nodes',
  needs: ['queued'],
  params: object({
    d: count('queues looked at', MOST).default(2),
    memory: z.number().int().min(0).max(MOST).default(0).describe('nodes remembered: the least loaded of those looked at, the new task counted'),
    replacement: z.boolean().default(false).describe('whether one queue may be drawn twice'),
  }),
  examples: [
    { d: 2, memory: 0, replacement: false },
    { d: 3, memory: 0, replacement: false },
    { d: 2, memory: 0, replacement: true },
    { d: 1, memory: 1, replacement: false },
  ],
  create: ({ d, memory, replacement }, { nodes: { length: nodes }, stream }) => {
    const drawn = new Int32Array(replacement ? d : Math.min(d, nodes));
    const draw = replacement ? drawEach : drawNodes;
    if (memory === 0) {
      return {
        mechanism: 'push',
        pick: (_, pool) => {
          draw(drawn, nodes, stream);
          return shortest(drawn, pool, stream);
        },
      };
    }
    const candidates = new Candidates(drawn.length + memory);
    let remembered = 0;
    return {
      mechanism: 'push',
      pick: (_, pool) => {
        // The first are those remembered.
        candidates.count = remembered;
        draw(drawn, nodes, stream);
        for (const node of drawn) candidates.add(node);
        candidates.look(pool);
        const node = candidates.bring(0, stream);
        candidates.loads[0]++;
        remembered = Math.min(memory, candidates.count);
        for (let place = 0; place < remembered; place++) candidates.bring(place, stream);
        return node;
      },
    };
  },
});

function drawEach(sample: Int32Array, nodes: number, stream: Stream): void {
  for (let i = 0; i < sample.length; i++) sample[i] = stream.integer(nodes);
}

/** Equal queues are told apart by a draw, since the order of a sample without replacement is not uniform. */
function shortest(nodes: Int32Array, pool: PoolView, stream: Stream): number {
  let best = -1;
  let least = Infinity;
  let equal = 0;
  for (let i = 0; i < nodes.length; i++) {
    const queued = pool.queued(nodes[i]);
    if (queued < least) {
      best = nodes[i];
      least = queued;
      equal = 1;
    } else if (queued === least && stream.integer(++equal) === 0) {
      best = nodes[i];
    }
  }
  return best;
}

/** Different nodes with their loads, in any order. */
class Candidates {
  count = 0;
  readonly loads: Int32Array;
  private readonly nodes: Int32Array;

  constructor(most: number) {
    this.nodes = new Int32Array(most);
    this.loads = new Int32Array(most);
  }

  add(node: number): void {
    for (let i = 0; i < this.count; i++) if (this.nodes[i] === node) return;
    this.nodes[this.count++] = node;
  }

  look(pool: PoolView): void {
    for (let i = 0; i < this.count; i++) this.loads[i] = pool.queued(this.nodes[i]);
  }

  /** Brings to a place the least loaded of those from there on, any of them alike, and returns it. */
  bring(place: number, stream: Stream): number {
    const { nodes, loads } = this;
    let best = place;
    let equal = 1;
    for (let i = place + 1; i < this.count; i++) {
      if (loads[i] < loads[best]) {
        best = i;
        equal = 1;
      } else if (loads[i] === loads[best] && stream.integer(++equal) === 0) {
        best = i;
      }
    }
    const node = nodes[best];
    const load = loads[best];
    nodes[best] = nodes[place];
    loads[best] = loads[place];
    nodes[place] = node;
    loads[place] = load;
    return node;
  }
}
