import type { Job } from '../model.ts';
import { count, nonNegative, object } from '../params.ts';
import { dispatcher } from './define.ts';
import { NumberByJob } from './number-by-job.ts';
import { RidgeRegression } from './ridge-regression.ts';

export const contextual = dispatcher({
  name: 'contextual',
  about: 'Learns from observed responses: for each node a regression of the response on the tasks there at arrival and on the class of the job; a task goes where the lower confidence bound of its predicted response is least.',
  source: 'Li, Chu, Langford and Schapire 2010, section 3.1 (LinUCB with disjoint models)',
  cost: 'O(n d²) for n nodes and d − 1 classes',
  needs: ['queued'],
  params: object({
    optimism: nonNegative('width of the bound, in standard deviations').default(0.5),
    classes: count('classes that are told apart; further ones count as the last', 32).default(4),
  }),
  examples: [{ optimism: 0.5, classes: 4 }],
  create: ({ optimism, classes }, { nodes, stream }) => {
    const d = 1 + classes;
    const regression = new RidgeRegression(nodes.length, d, 1);
    const found = new NumberByJob();
    const features = new Float64Array(d);
    // Response per task at the node, the new one included: of all nodes, the first guess for each.
    let [sum, observed] = [0, 0];
    const describe = (job: Job, queued: number) => {
      features.fill(0);
      features[0] = queued;
      features[1 + Math.min(job.class, classes - 1)] = 1;
    };
    return {
      mechanism: 'push',
      pick: (job, pool) => {
        const mean = observed === 0 ? 1 : sum / observed;
        let [best, least, equal] = [0, Infinity, 0];
        for (let node = 0; node < nodes.length; node++) {
          const queued = pool.queued(node);
          describe(job, queued);
          // No bound is so low that more tasks make a node look better.
          const response = Math.max(regression.lowerBound(node, features, mean, optimism * mean), ((queued + 1) * mean) / 100);
          if (response < least) [best, least, equal] = [node, response, 1];
          else if (response === least && stream.integer(++equal) === 0) best = node;
        }
        found.set(job.id, pool.queued(best));
        return best;
      },
      finished: (job, node, { now }) => {
        const queued = found.take(job.id);
        const response = now - job.arrival;
        sum += response / (queued + 1);
        observed++;
        describe(job, queued);
        // The response is a sum of about so many services: its variance grows with them.
        regression.observe(node, features, response, 1 / (queued + 1));
      },
      refused: (job) => {
        found.take(job.id);
      },
    };
  },
});
