import { object, positive } from '../params.ts';
import { dispatcher } from './define.ts';
import { drawNodes } from './sample.ts';

/** Of a node from which nothing has come back yet, per task on its way: more than any response. */
const UNKNOWN = 1e200;

export const peakEwma = dispatcher({
  name: 'peak-ewma',
  alsoKnownAs: ['ewma'],
  about: 'The better of two random nodes by mean response times tasks on their way there, one more than now; the mean is exponentially weighted, jumps up to any response above it and comes down slowly. It counts its own tasks.',
  source: 'Twitter Finagle 2015, PeakEwma; Eckner 2012 (means of uneven series); Mitzenmacher 2001 (two choices)',
  cost: 'O(1)',
  needs: [],
  params: object({ decay: positive('time after which a response counts for 1/e of what it did, in time units').default(10) }),
  examples: [{ decay: 10 }],
  create: ({ decay }, { nodes: { length: nodes }, stream }) => {
    const cost = new Float64Array(nodes);
    const since = new Float64Array(nodes);
    const tasks = new Int32Array(nodes);
    const two = new Int32Array(Math.min(2, nodes));
    const observe = (node: number, response: number, now: number) => {
      const kept = Math.exp((since[node] - now) / decay);
      cost[node] = response > cost[node] ? response : cost[node] * kept + response * (1 - kept);
      since[node] = now;
    };
    const load = (node: number, now: number) => {
      observe(node, 0, now);
      return cost[node] === 0 && tasks[node] > 0 ? UNKNOWN * tasks[node] : cost[node] * (tasks[node] + 1);
    };
    return {
      mechanism: 'push',
      pick: (_, { now }) => {
        drawNodes(two, nodes, stream);
        const [one, other] = [two[0], two[two.length - 1]];
        const more = load(one, now) - load(other, now);
        const node = more < 0 || (more === 0 && stream.integer(2) === 0) ? one : other;
        tasks[node]++;
        return node;
      },
      finished: ({ arrival }, node, { now }) => {
        tasks[node]--;
        observe(node, now - arrival, now);
      },
      refused: (_, node) => {
        tasks[node]--;
      },
    };
  },
});
