/** Join the idle queue: jobs go to a node that is known to be idle, or to any at random. */
import type { SamplePath } from '../case.ts';
import { playOut } from './jump-chain.ts';
import { timesOf, total } from './times.ts';

export const idleOfTwoPath: SamplePath<{ readonly lambda: number; readonly mu: number }> = ({ lambda, mu }, { length, stream }) => {
  const { average, rate } = playOut<readonly [number, number]>(
    [0, 0],
    ([i, j]) => {
      const first = i > 0 && j === 0 ? 0 : i === 0 && j > 0 ? 1 : 0.5;
      return [['come', lambda * first, [i + 1, j]], ['come', lambda * (1 - first), [i, j + 1]], ['go', i > 0 ? mu : 0, [i - 1, j]], ['go', j > 0 ? mu : 0, [i, j - 1]]];
    },
    ([i, j]) => ({ number: i + j, queue: Math.max(0, i - 1) + Math.max(0, j - 1), utilisation: (Math.min(i, 1) + Math.min(j, 1)) / 2 }),
    length,
    stream('chain'),
  );
  const throughput = rate('go');
  return { ...average, throughput, response: average['number'] / throughput, waiting: average['queue'] / throughput };
};

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly nodes: number;
  readonly dispatchers: number;
}

/** Exponential sizes: the node that is done next is any of those that are busy. */
export const idleQueuesPath: SamplePath<Params> = ({ lambda, mu, nodes, dispatchers }, { length, stream }) => {
  const [times, draws] = [stream('times'), stream('draws')];
  const arrivals = Array.from({ length: nodes }, (): number[] => []);
  const busy: number[] = [];
  /** Idle nodes by the dispatcher that knows them, and the dispatcher by node. */
  const known = Array.from({ length: dispatchers }, (): number[] => []);
  const knownTo = arrivals.map((_, node) => node % dispatchers);
  for (const [node, to] of knownTo.entries()) known[to].push(node);
  const responses: number[] = [];
  let [now, since, came, blind] = [0, 0, 0, 0];
  const warmup = Math.ceil(length / 5);
  while (responses.length < warmup + length) {
    const rate = lambda + mu * busy.length;
    now += times.exponential() / rate;
    if (draws.uniform() * rate < lambda) {
      const list = known[draws.integer(dispatchers)];
      const node = list.length > 0 ? list[0] : draws.integer(nodes);
      if (responses.length >= warmup) {
        came++;
        if (list.length === 0) blind++;
      }
      if (arrivals[node].length === 0) {
        known[knownTo[node]].splice(known[knownTo[node]].indexOf(node), 1);
        busy.push(node);
      }
      arrivals[node].push(now);
    } else {
      const place = draws.integer(busy.length);
      const node = busy[place];
      responses.push(now - arrivals[node].shift()!);
      if (responses.length === warmup) since = now;
      if (arrivals[node].length > 0) continue;
      busy[place] = busy[busy.length - 1];
      busy.pop();
      knownTo[node] = draws.integer(dispatchers);
      known[knownTo[node]].push(node);
    }
  }
  const counted = responses.slice(warmup);
  const time = now - since;
  return { ...timesOf('response', counted), number: total(counted) / time, throughput: length / time, 'P[knows no idle node]': blind / came };
};
