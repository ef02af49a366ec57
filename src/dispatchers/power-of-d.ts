import { z } from 'zod';
import type { PoolView, Stream } from '../model.ts';
import { count, object } from '../params.ts';
import { Candidates } from './candidates.ts';
import { dispatcher } from './define.ts';
import { drawNodes } from './sample.ts';

/** More are not worth looking at one by one. */
const MOST = 1000;

export const powerOfD = dispatcher({
  name: 'power-of-d',
  alsoKnownAs: ['p2c', 'two-choices', 'power-of-two', 'power-of-two-choices', 'jsq-d', 'pod'],
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
    const choose = memory > 0 ? withMemory(drawn, memory, stream) : (pool: PoolView) => shortest(drawn, pool, stream);
    return {
      mechanism: 'push',
      pick: (_, pool) => {
        draw(drawn, nodes, stream);
        return choose(pool);
      },
    };
  },
});

/** The least loaded of those drawn and those remembered, which are the least loaded of the last time, the new task counted. */
function withMemory(drawn: Int32Array, memory: number, stream: Stream): (pool: PoolView) => number {
  const candidates = new Candidates(drawn.length + memory);
  return (pool) => {
    candidates.count = Math.min(memory, candidates.count);
    for (const node of drawn) candidates.add(node);
    candidates.look(pool);
    const node = candidates.bring(0, stream);
    candidates.loads[0]++;
    for (let place = 0; place < Math.min(memory, candidates.count); place++) candidates.bring(place, stream);
    return node;
  };
}

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
