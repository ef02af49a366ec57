/** The same scenario in other units of time or of work. Powers of two change exponents only: every sum and product is the same to the last bit. */
import type { Source } from '../../model.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import type { Scenario } from '../../scenario.ts';
import { workloadOf } from '../scenario/workload.ts';
import type { Pair } from './candidate.ts';

/** All times so much longer, and all sizes with them. */
export function inSlowMotion(scenario: Scenario, { dispatch, discipline }: Pair, factor: number): Scenario {
  const { horizon } = scenario;
  return {
    ...withSources(scenario, scenario.sources.map((source) => slower(source, factor, factor))),
    pool: { ...scenario.pool, dispatch: dispatch.scaled(factor, factor), discipline: discipline.scaled(factor, factor) },
    horizon: horizon.unit === 'time' ? { ...horizon, length: factor * horizon.length } : horizon,
  };
}

/** So much more work for nodes so much faster. */
export function onFasterNodes(scenario: Scenario, { dispatch, discipline }: Pair, factor: number): Scenario {
  const nodes = scenario.pool.nodes.map((node) => ({ ...node, speed: factor * node.speed }));
  return {
    ...withSources(scenario, scenario.sources.map((source) => slower(source, 1, factor))),
    pool: { ...scenario.pool, nodes, dispatch: dispatch.scaled(1, factor), discipline: discipline.scaled(1, factor) },
  };
}

function withSources(scenario: Scenario, sources: readonly Source[]): Scenario {
  return { ...scenario, sources, workload: workloadOf(scenario.classes, sources) };
}

/** The source with its times, and its sizes, so much longer. */
function slower(source: Source, times: number, sizes: number): Source {
  const { process, size, deadline } = source;
  return {
    ...source,
    process: slowerProcess(process, times),
    ...(size && { size: scaled(size, sizes) }),
    ...(deadline && { deadline: scaled(deadline, times) }),
  };
}

function slowerProcess(process: Source['process'], times: number): Source['process'] {
  if (process.mechanism === 'recorded') throw new Error('recordings are not scaled');
  if (process.mechanism === 'closed') return { ...process, think: scaled(process.think, times) };
  return {
    ...process,
    rate: process.rate / times,
    begin: (stream) => {
      const gaps = process.begin(stream);
      return { next: () => times * gaps.next() };
    },
  };
}

