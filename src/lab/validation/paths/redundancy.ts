import type { SamplePath } from '../case.ts';
import { timesOf, total } from './times.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
  readonly d: number;
}

interface Job {
  readonly came: number;
  readonly at: readonly number[];
}

interface Run {
  readonly responses: readonly number[];
  readonly time: number;
  /** Mean number of nodes that are busy. */
  readonly busy: number;
}

/** Copies of each job at d nodes, the first of which to be done cancels the others; copies are exponential, so any busy node is next. */
function play({ lambda, mu, nodes, d }: Params, { length, stream }: Parameters<SamplePath>[1]): Run {
  const [times, draws] = [stream('times'), stream('draws')];
  const lines = Array.from({ length: nodes }, (): Job[] => []);
  const responses: number[] = [];
  const warmup = Math.ceil(length / 5);
  let [now, since, busy, work] = [0, 0, 0, 0];
  while (responses.length < warmup + length) {
    const rate = lambda + mu * busy;
    const step = times.exponential() / rate;
    now += step;
    work += busy * step;
    if (draws.uniform() * rate < lambda) {
      const at = new Set<number>();
      while (at.size < d) at.add(draws.integer(nodes));
      const job = { came: now, at: [...at] };
      for (const node of job.at) if (lines[node].push(job) === 1) busy++;
    } else {
      let node = draws.integer(nodes);
      while (lines[node].length === 0) node = draws.integer(nodes);
      const [job] = lines[node];
      for (const other of job.at) {
        lines[other].splice(lines[other].indexOf(job), 1);
        if (lines[other].length === 0) busy--;
      }
      responses.push(now - job.came);
      if (responses.length === warmup) [since, work] = [now, 0];
    }
  }
  return { responses: responses.slice(warmup), time: now - since, busy: work / (now - since) };
}

export const redundancyPath: SamplePath<Params> = (params, run) => {
  const { responses, time, busy } = play(params, run);
  return { response: total(responses) / run.length, number: total(responses) / time, throughput: run.length / time, utilisation: busy / params.nodes };
};

/** The same with percentiles of the response. */
export const redundancyTimesPath: SamplePath<Params> = (params, run) => {
  const { responses, time } = play(params, run);
  const { 'response.variance': _, ...times } = timesOf('response', responses);
  return { ...times, number: total(responses) / time, throughput: run.length / time };
};
