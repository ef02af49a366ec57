import { describe, expect, test } from 'vitest';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { powerOfD } from '../../src/dispatchers/power-of-d.ts';
import { central } from '../../src/dispatchers/central.ts';
import type { Distribution, Job, PoolView, Source } from '../../src/model.ts';
import type { Discipline, DisciplineSetup, Policy } from '../../src/policy.ts';
import type { Scenario } from '../../src/scenario.ts';
import { disciplines, dispatchers, holdsFor, label } from './laws.ts';
import { completionsOf, type Path, pathOf } from './observe.ts';
import { expectSame } from './same.ts';
import { type PoolCase, pools, scenarioFor, spread, workloads } from './spread.ts';
import { type Dispatch, dispatchBy } from './scenarios.ts';

/** Powers of two change exponents only: every sum and product is the same to the last bit. */
const FACTOR = 4;

function times(factor: number, distribution: Distribution): Distribution {
  return { ...distribution, mean: factor * distribution.mean, sample: (stream) => factor * distribution.sample(stream) };
}

/** The source with its gaps or thinking times, and its sizes, so much longer. */
function slower(source: Source, gaps: number, sizes: number): Source {
  const { process } = source;
  const longer = { ...source, size: times(sizes, source.size!) };
  switch (process.mechanism) {
    case 'closed':
      return { ...longer, process: { ...process, think: times(gaps, process.think) } };
    case 'open':
      return {
        ...longer,
        process: {
          ...process,
          begin: (stream) => {
            const original = process.begin(stream);
            return { next: () => gaps * original.next() };
          },
        },
      };
    case 'recorded':
      throw new Error('recordings are not scaled');
  }
}

/** A quantum is a time, so it scales as times do. */
function slowerTurns(policy: Policy<Discipline>, factor: number): Policy<Discipline> {
  const create = (setup: DisciplineSetup): Discipline => {
    const made = policy.create(setup);
    if (made.mechanism !== 'ordered' || !made.turn) return made;
    const { turn } = made;
    return { ...made, turn: (job, speed) => factor * turn(job, speed) };
  };
  return { ...policy, create };
}

function inSlowMotion(scenario: Scenario): Scenario {
  const { pool, horizon } = scenario;
  return {
    ...scenario,
    sources: scenario.sources.map((source) => slower(source, FACTOR, FACTOR)),
    pool: { ...pool, discipline: slowerTurns(pool.discipline, FACTOR) },
    horizon: horizon.unit === 'time' ? { ...horizon, length: FACTOR * horizon.length } : horizon,
  };
}

function withoutSize(path: Path): Path {
  return path.map((event) => (event[0] === 'completed' ? event.toSpliced(6, 1) : event));
}

function onFasterNodes(scenario: Scenario): Scenario {
  const nodes = scenario.pool.nodes.map((node) => ({ ...node, speed: FACTOR * node.speed }));
  return { ...scenario, sources: scenario.sources.map((source) => slower(source, 1, FACTOR)), pool: { ...scenario.pool, nodes } };
}

const pairs = dispatchers.flatMap((dispatch) => disciplines.map((discipline) => ({ name: `${label(dispatch)} with ${label(discipline)}`, dispatch, discipline })));

/** Several slots of one speed, several speeds, and room for few. */
const cases = pools.filter(({ name }) => ['three slots', 'unequal nodes', 'a full pool of nodes'].includes(name));

function scaled(dispatch: Dispatch, discipline: Policy<Discipline>): readonly Scenario[] {
  return cases.flatMap((pool) => workloads.map((workload) => scenarioFor(pool, workload, dispatch, discipline)));
}

for (const { name, dispatch, discipline } of pairs) {
  test.runIf(holdsFor('scaling of time', dispatch, discipline))(`times four times as long change nothing else: ${name}`, () => {
    for (const scenario of scaled(dispatch, discipline)) {
      const expected = completionsOf(pathOf(scenario)).map(([event, now, jobClass, node, response, service, size, deadline]) => [
        event,
        FACTOR * (now as number),
        jobClass,
        node,
        FACTOR * (response as number),
        FACTOR * (service as number),
        FACTOR * (size as number),
        FACTOR * (deadline as number),
      ]);
      expectSame(completionsOf(pathOf(inSlowMotion(scenario))), expected, scenario.name);
    }
  });

  test.runIf(holdsFor('scaling of speed', dispatch, discipline))(`four times the work at four times the speed changes nothing: ${name}`, () => {
    for (const scenario of scaled(dispatch, discipline)) expectSame(withoutSize(pathOf(onFasterNodes(scenario))), withoutSize(pathOf(scenario)), scenario.name);
  });
}

test('times three times as long change nothing else, up to rounding', () => {
  const [pool, workload] = [pools[1], workloads[0]];
  for (const discipline of disciplines) {
    const scenario = scenarioFor(pool, workload, dispatchers[0], discipline);
    const sources = scenario.sources.map((source) => slower(source, 3, 3));
    const slow = completionsOf(pathOf({ ...scenario, sources, pool: { ...scenario.pool, discipline: slowerTurns(discipline, 3) } }));
    const normal = completionsOf(pathOf(scenario));
    for (const [i, event] of slow.entries()) expect((event[4] as number) / 3).toBeCloseTo(normal[i][4] as number, 9);
  }
});

const manyNodes: PoolCase = { name: 'three nodes', nodes: [{}, {}, {}] };
const manySlots: PoolCase = { name: 'one node', nodes: [{ slots: 3 }] };

test.each(disciplines.filter((each) => holdsFor('one queue is one node', each)).map((discipline) => ({ name: label(discipline), discipline })))(
  'nodes of one slot behind one queue are one node of many slots: $name',
  ({ discipline }) => {
    // By completion, without the node that the job was served at.
    const paths = (pool: PoolCase, dispatch: Dispatch) =>
      workloads.map((workload) =>
        completionsOf(pathOf(scenarioFor(pool, workload, dispatch, discipline))).map(([, now, jobClass, , ...rest]) => [now, jobClass, ...rest]),
      );
    const expected = paths(manySlots, dispatchBy(central));
    expectSame(paths(manyNodes, dispatchBy(central)), expected);
    for (const dispatch of dispatchers.filter((each) => holdsFor('one queue is one node', each))) {
      expectSame(paths(manySlots, dispatch), expected, `one node behind ${label(dispatch)}`);
    }
  },
);

describe('a shortest queue is picked by', () => {
  const looking = [...jsq.examples.map((params) => dispatchBy(jsq, params)), ...[6, 50].map((d) => dispatchBy(powerOfD, { d }))];
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
