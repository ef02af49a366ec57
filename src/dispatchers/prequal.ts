import type { PoolView } from '../model.ts';
import { count, nonNegative, object, probability } from '../params.ts';
import { dispatcher } from './define.ts';
import { NumberByJob } from './number-by-job.ts';
import { Probes } from './probes.ts';
import { RecentLatencies } from './recent-latencies.ts';
import { drawNodes } from './sample.ts';
import { SlidingQuantile } from './sliding-quantile.ts';

/** Probes from which the distribution of the number in flight is estimated. */
const WINDOW = 128;

export const prequal = dispatcher({
  name: 'prequal',
  about:
    'Probes a few random nodes per task and keeps what they say for later ones: tasks in flight, and the median of recent responses with about as many. Of nodes that are not hot, with more in flight than most, the one of least latency; if all are hot, of fewest in flight.',
  source: 'Wydrowski, Kleinberg, Rumble and Archer 2024, Load is not what you should balance: introducing Prequal, section 4',
  cost: 'O(r + m) for r probes per task of which m are kept',
  needs: ['queued'],
  params: object({
    probes: nonNegative('probes sent per task').max(100).default(3),
    pool: count('probes kept', 1000).default(16),
    remove: nonNegative('probes removed per task, by turns the worst and the oldest').max(100).default(1),
    quantile: probability('a node is hot that has more in flight than this quantile').default(2 ** -0.25),
  }),
  examples: [{ probes: 3, pool: 16, remove: 1, quantile: 2 ** -0.25 }],
  create: (params, setup) => {
    const { stream } = setup;
    const nodes = setup.nodes.length;
    const probes = new Probes(Math.min(params.pool, nodes));
    const latencies = new RecentLatencies(setup.nodes.map(({ slots }) => slots));
    const inFlight = new SlidingQuantile(WINDOW);
    const found = new NumberByJob();
    const uses = usesOf(params, nodes);
    const sample = Array.from({ length: 1 + Math.min(Math.ceil(params.probes), nodes) }, (_, size) => new Int32Array(size));
    let [toSend, toRemove, oldest] = [0, 0, false];
    const choose = () => {
      if (probes.count < Math.min(2, nodes)) return stream.integer(nodes);
      const place = probes.best(inFlight.at(params.quantile));
      const probe = probes.at(place);
      // The task that is sent there is in flight too.
      probe.inFlight++;
      if (--probe.uses <= 0) probes.remove(place);
      return probe.node;
    };
    const removeSome = () => {
      for (toRemove += params.remove; toRemove >= 1; toRemove--) {
        if (probes.count > 0) probes.remove(oldest ? 0 : probes.worst(inFlight.at(params.quantile)));
        oldest = !oldest;
      }
    };
    const sendSome = (pool: PoolView) => {
      toSend += params.probes;
      const targets = sample[Math.min(Math.floor(toSend), nodes)];
      toSend -= Math.floor(toSend);
      drawNodes(targets, nodes, stream);
      for (const node of targets) {
        const queued = pool.queued(node);
        inFlight.add(queued);
        const whole = Math.floor(uses);
        const left = uses === Infinity ? Infinity : whole + (stream.uniform() < uses - whole ? 1 : 0);
        probes.add(node, queued, latencies.median(node, queued), left);
      }
    };
    return {
      mechanism: 'push',
      pick: (job, pool) => {
        const node = choose();
        found.set(job.id, pool.queued(node));
        removeSome();
        sendSome(pool);
        return node;
      },
      finished: (job, node, { now }) => latencies.add(node, found.take(job.id), now - job.arrival),
      refused: (job) => {
        found.take(job.id);
      },
    };
  },
});

interface Rates {
  readonly probes: number;
  readonly pool: number;
  readonly remove: number;
}

/** Decisions for which a probe may be used, so that the pool neither runs dry nor grows stale: equation (1) with δ = 1. */
function usesOf({ probes, pool, remove }: Rates, nodes: number): number {
  const net = (1 - pool / nodes) * probes - remove;
  return net > 0 ? Math.max(1, 2 / net) : Infinity;
}
