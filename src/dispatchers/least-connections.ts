import { z } from 'zod';
import { object } from '../params.ts';
import type { DispatchSetup, Push } from '../policy.ts';
import { dispatcher } from './define.ts';
import { LevelsByKind } from './levels-by-kind.ts';
import { NodeLevels } from './node-levels.ts';

export const leastConnections = dispatcher({
  name: 'least-connections',
  alsoKnownAs: ['leastconn'],
  about: 'The node with the fewest jobs that the dispatcher has sent there and that are not done, as it counts itself: late load information does not matter.',
  source: 'nginx, directive least_conn; HAProxy, balance leastconn',
  cost: 'O(1); by speed O(log k) for k kinds of nodes',
  needs: [],
  params: object({
    weights: z.enum(['none', 'speed']).default('none').describe('what the count is divided by; speed: slots × speed, and ties go to the fastest, then to the one of most slots, then to any'),
  }),
  examples: [{ weights: 'none' }, { weights: 'speed' }],
  create: ({ weights }, setup) => (weights === 'none' ? plain(setup) : bySpeed(setup)),
});

function plain({ nodes, stream }: DispatchSetup): Push {
  const levels = NodeLevels.all(nodes.length);
  return counting(
    nodes.length,
    () => levels.random(stream),
    (node, jobs) => levels.set(node, jobs),
  );
}

function bySpeed({ nodes, stream }: DispatchSetup): Push {
  const levels = new LevelsByKind(nodes, ({ slots, speed }, jobs) => jobs / (slots * speed), stream);
  return counting(
    nodes.length,
    () => levels.node,
    (node, jobs) => levels.set(node, jobs),
  );
}

/** Counts the jobs of each node from the moment at which they are sent. */
function counting(nodes: number, choose: () => number, counted: (node: number, jobs: number) => void): Push {
  const jobs = new Int32Array(nodes);
  const gone = (_: unknown, node: number) => counted(node, --jobs[node]);
  return {
    mechanism: 'push',
    pick: () => {
      const node = choose();
      counted(node, ++jobs[node]);
      return node;
    },
    finished: gone,
    refused: gone,
  };
}
