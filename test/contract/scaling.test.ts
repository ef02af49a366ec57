import { describe, expect, test } from 'vitest';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { completionsOf, pathOf } from '../../src/lab/contract/path.ts';
import { inSlowMotion } from '../../src/lab/contract/slower.ts';
import { pools, scenarioFor, spread, workloads } from '../../src/lab/contract/spread.ts';
import type { Job, PoolView } from '../../src/model.ts';
import { disciplineCandidates, disciplines, dispatcherCandidates, label } from './laws.ts';
import { type Dispatch, dispatchBy } from './scenarios.ts';

test('times three times as long change nothing else, up to rounding', () => {
  for (const discipline of disciplineCandidates.filter(({ policy }) => ['fcfs', 'ps', 'las', 'round-robin', 'srpt', 'dps'].includes(policy.name))) {
    const pair = { dispatch: dispatcherCandidates[0], discipline };
    const scenario = scenarioFor(pools[1], workloads[0], pair.dispatch.policy, discipline.policy);
    const slow = completionsOf(pathOf(inSlowMotion(scenario, pair, 3)));
    const normal = completionsOf(pathOf(scenario));
    for (const [i, event] of slow.entries()) expect((event[4] as number) / 3, label(discipline.policy)).toBeCloseTo(normal[i][4] as number, 9);
  }
});

describe('a shortest queue is picked by', () => {
  const looking = [...jsq.examples.map((params) => dispatchBy(jsq, params)), ...[6, 50].map((d) => dispatchBy(powerOfD, { d, memory: 0, replacement: false }))];
  test.each(looking.map((dispatch) => ({ name: label(dispatch), dispatch })))('$name', ({ dispatch }) => {
    const picked = new Set<string>();
    const checked: Dispatch = {
      ...dispatch,
      create: (setup) => {
        const made = dispatch.create(setup);
        if (made.mechanism !== 'push') return made;
        const pick = (job: Job, pool: PoolView) => {
          const node = made.pick(job, pool);
          const queues = Array.from({ length: pool.nodes }, (_, index) => pool.queued(index));
          expect(queues[node]).toBe(Math.min(...queues));
          const ties = queues.flatMap((queue, index) => (queue === queues[node] ? [index] : []));
          if (ties.length > 1) picked.add(node === ties[0] ? 'first' : 'later');
          return node;
        };
        return { ...made, pick };
      },
    };
    for (const scenario of spread(checked, disciplines[0])) pathOf(scenario);
    expect([...picked].toSorted()).toEqual(dispatch.params.ties === 'first' ? ['first'] : ['first', 'later']);
  });
});
