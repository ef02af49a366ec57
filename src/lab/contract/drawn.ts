import type { Distribution, Source, Stream } from '../../model.ts';
import type { Scenario } from '../../scenario.ts';
import { pathOf } from './path.ts';

/** What a scenario's sources draw in a run, in order: gaps or thinking times, sizes, deadlines and keys. */
export function drawn(scenario: Scenario): ReadonlyMap<string, readonly number[]> {
  const log = new Map<string, number[]>();
  pathOf({ ...scenario, sources: scenario.sources.map((source) => logged(source, log)) });
  return log;
}

function logged(source: Source, log: Map<string, number[]>): Source {
  const { process, size, deadline, key, name } = source;
  const list = (what: string) => {
    const values: number[] = [];
    log.set(`${what} of ${name}`, values);
    return values;
  };
  return {
    ...source,
    process: loggedProcess(process, list('gaps')),
    ...(size && { size: loggedDraws(size, list('sizes')) }),
    ...(deadline && { deadline: loggedDraws(deadline, list('deadlines')) }),
    ...(key && { key: loggedDraws(key, list('keys')) }),
  };
}

function loggedProcess(process: Source['process'], values: number[]): Source['process'] {
  if (process.mechanism === 'recorded') return process;
  if (process.mechanism === 'closed') return { ...process, think: loggedDraws(process.think, values) };
  return {
    ...process,
    begin: (chance) => {
      const gaps = process.begin(chance);
      return {
        next: () => {
          const gap = gaps.next();
          values.push(gap);
          return gap;
        },
      };
    },
  };
}

/** The distribution, which notes what is drawn from the first stream that comes: another one draws sizes again. */
function loggedDraws(distribution: Distribution, values: number[]): Distribution {
  let first: Stream | undefined;
  return {
    ...distribution,
    sample: (chance) => {
      const value = distribution.sample(chance);
      first ??= chance;
      if (chance === first) values.push(value);
      return value;
    },
  };
}
