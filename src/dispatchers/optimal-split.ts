import type { Node, Workload } from '../model.ts';
import { none, ParamError } from '../params.ts';
import { squareRootSplit } from '../square-root-split.ts';
import { aliasTable } from './alias-table.ts';
import { capacities } from './capacities.ts';
import { dispatcher } from './define.ts';

export const optimalSplit = dispatcher({
  name: 'optimal-split',
  alsoKnownAs: ['static-split'],
  about:
    'Each task goes to a node drawn with the probabilities, fixed beforehand, that make the mean response least if jobs are Poisson and every node is M/M/1, ' +
    'several slots counting as one fast one: fast nodes get more than their share, and at low load slow ones nothing.',
  source: 'Bell and Stidham 1983; Tantawi and Towsley 1985',
  cost: 'O(1)',
  needs: ['workload'],
  params: none,
  examples: [{}],
  split: (_, nodes, workload) => shares(nodes, workload),
  create: (_, { nodes, workload, stream }) => {
    const draw = aliasTable(shares(nodes, workload));
    return { mechanism: 'push', pick: () => draw(stream) };
  },
});

/** In proportion to capacity where the load is 1 or more, and no split keeps up. Throws a ParamError where rate or sizes are not known. */
function shares(nodes: readonly Node[], { rate, size }: Workload): readonly number[] {
  if (!size || !(rate >= 0)) throw new ParamError('needs to know how fast jobs come and how large they are on average');
  const load = rate * size.mean;
  // With a slot for every job nobody waits, and the fastest nodes are best.
  if (nodes.some(({ slots }) => slots === Infinity)) return fastest(nodes);
  const rates = nodes.map(({ slots, speed }) => slots * speed);
  if (load >= rates.reduce((sum, each) => sum + each, 0)) return capacities(nodes);
  if (load === 0) return fastest(nodes.map((node) => ({ ...node, speed: node.slots * node.speed })));
  return squareRootSplit(load, rates).map((flow) => flow / load);
}

function fastest(nodes: readonly Node[]): readonly number[] {
  const most = nodes.reduce((best, { speed }) => Math.max(best, speed), 0);
  const count = nodes.filter(({ speed }) => speed === most).length;
  return nodes.map(({ speed }) => (speed === most ? 1 / count : 0));
}
