/** The designs that formulas propose against others: each throws where another proves better, or a target missed. */
import { cMu } from '../../../theory/staffing/c-mu.ts';
import { capacityAssignment } from '../../../theory/staffing/capacity-assignment.ts';
import { economicServers } from '../../../theory/staffing/economic-servers.ts';
import { optimalServiceRate } from '../../../theory/staffing/optimal-service-rate.ts';
import { optimalFlows, selfishFlows } from '../../../theory/staffing/split-flows.ts';
import { squareRootStaffing } from '../../../theory/staffing/square-root-staffing.ts';
import { staffingAbandonment } from '../../../theory/staffing/staffing-abandonment.ts';
import { staffingDelay } from '../../../theory/staffing/staffing-delay.ts';
import { staffingLoss } from '../../../theory/staffing/staffing-loss.ts';
import { impatient } from '../paths/impatient.ts';
import { playSlots } from '../paths/slots.ts';
import { defend, refute, type Run } from '../refute.ts';
import { costOfWaiting, type CostClasses, fraction, lossOf, markovian, told } from './staffing-plays.ts';

type Of<Formula extends { create(params: never): unknown }> = Parameters<Formula['create']>[0];
type Splits = Parameters<typeof optimalFlows>[0];

/** So many slots keep what is measured within what is allowed, and one fewer does not. */
function fewest(servers: number, measured: (servers: number, run: Run) => number, [least, most]: readonly [least: number, most: number], run: Run): void {
  refute(`${servers} slots are enough`, (play) => measured(servers, play) - most, run);
  if (servers > 1) refute(`${servers - 1} slots are too few`, (play) => least - measured(servers - 1, play), run);
}

export const delay = (params: Of<typeof staffingDelay>, run: Run): void => {
  const late = (servers: number, play: Run) => fraction(playSlots(markovian({ ...params, servers }), play).waits, params.within);
  fewest(told(staffingDelay.create(params), 'servers'), late, [params.probability!, params.probability!], run);
};

export const loss = (params: Of<typeof staffingLoss>, run: Run): void =>
  fewest(told(staffingLoss.create(params), 'servers'), (servers, play) => lossOf({ ...params, servers }, play)['loss'], [params.loss, params.loss], run);

export const abandonment = (params: Of<typeof staffingAbandonment>, run: Run): void =>
  fewest(told(staffingAbandonment.create(params), 'servers'), (servers, play) => impatient({ ...params, servers }, play)['P[abandon]'], [params.abandon!, params.abandon!], run);

/** The rule is a limit: it may miss its aim by as much as P[wait] does. */
export const squareRoot = (params: Of<typeof squareRootStaffing>, run: Run): void => {
  const said = squareRootStaffing.create(params);
  const wait = (servers: number, play: Run) => fraction(playSlots(markovian({ ...params, servers }), play).waits, 0);
  fewest(told(said, 'servers'), wait, [0.85 * params.wait, 1.15 * params.wait], run);
  fewest(told(said, 'servers by Erlang C'), wait, [params.wait, params.wait], run);
};

export const slots = (params: Of<typeof economicServers>, run: Run): void => {
  const servers = told(economicServers.create(params), 'servers');
  const cost = (count: number, play: Run) => params.price * count + params.delay * playSlots(markovian({ ...params, servers: count }), play).values.queue;
  defend(servers, { ...(servers > 1 && { 'one slot fewer': servers - 1 }), 'one slot more': servers + 1 }, cost, run);
};

export const serviceRate = (params: Of<typeof optimalServiceRate>, run: Run): void => {
  const mu = told(optimalServiceRate.create(params), 'service rate');
  const cost = (rate: number, play: Run) => params.price * rate + params.delay * numberAt(params.lambda, rate, play);
  defend(mu, { 'a rate 10 % smaller': 0.9 * mu, 'a rate 10 % larger': 1.1 * mu }, cost, run);
};

const alone = (lambda: number, mu: number, run: Run) => playSlots(markovian({ lambda, mu, servers: 1 }), run).values;
const numberAt = (lambda: number, mu: number, run: Run) => (lambda === 0 ? 0 : alone(lambda, mu, run).number);
const sum = (terms: readonly number[]) => terms.reduce((all, term) => all + term, 0);

/** Every ordered pair of different indices below n. */
const pairs = (n: number) => Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n] as const).filter(([from, to]) => from !== to);

export const optimalSplit = (params: Splits, run: Run): void => {
  const { lambda, mu } = params;
  const flows = optimalFlows(params);
  const shifted = pairs(mu.length).map(([from, to]) => {
    const moved = Math.min(flows[from] / 10, (mu[to] - flows[to]) / 2);
    return [`flow shifted from node ${from + 1} to node ${to + 1}`, flows.map((flow, i) => flow + (i === to ? moved : i === from ? -moved : 0))];
  });
  const rivals = { 'the split in proportion to speed': mu.map((rate) => (lambda * rate) / sum(mu)), ...(Object.fromEntries(shifted) as Record<string, number[]>) };
  defend(flows, rivals, (split, play) => sum(split.map((flow, i) => numberAt(flow, mu[i], play))), run);
};

/** Nobody would be served sooner elsewhere. */
export const selfishSplit = (params: Splits, run: Run): void => {
  const flows = selfishFlows(params);
  const response = (node: number, { length, stream }: Run) =>
    flows[node] === 0 ? 1 / params.mu[node] : alone(flows[node], params.mu[node], { length, stream: (name) => stream(`${node}/${name}`) }).response;
  for (const [from, to] of pairs(flows.length).filter(([node]) => flows[node] > 0)) {
    refute(`jobs at node ${from + 1} are served no sooner at node ${to + 1}`, (play) => response(from, play) - response(to, play), run);
  }
};

export const capacities = (params: Of<typeof capacityAssignment>, run: Run): void => {
  const { channels, budget, length } = params;
  const said = capacityAssignment.create(params);
  const spent = channels.map(({ cost }, i) => cost * told(said, `capacity of channel ${i + 1}`));
  if (Math.abs(sum(spent) / budget - 1) > 1e-9) throw new Error(`the capacities cost ${sum(spent)} and not the budget of ${budget}`);
  const shifted = pairs(channels.length).map(([from, to]) => {
    const moved = (spent[from] - channels[from].flow * length * channels[from].cost) / 5;
    return [`money shifted from channel ${from + 1} to channel ${to + 1}`, spent.map((money, i) => money + (i === to ? moved : i === from ? -moved : 0))];
  });
  const needed = channels.map(({ flow, cost }) => flow * cost);
  const rivals = { 'capacity in proportion to flow': needed.map((need) => (budget * need) / sum(needed)), ...(Object.fromEntries(shifted) as Record<string, number[]>) };
  defend(spent, rivals, (money, play) => sum(channels.map(({ flow, cost }, i) => numberAt(flow, money[i] / cost / length, play))), run);
};

export const order = (params: CostClasses, run: Run): void => {
  const said = cMu.create(params);
  const names = params.classes.map(({ name }) => name);
  const orders = permutations(names).map((ordered) => [`the order ${ordered.join(', ')}`, names.map((name) => ordered.indexOf(name))]);
  const rivals = { fcfs: names.map(() => 0), ...(Object.fromEntries(orders) as Record<string, number[]>) };
  defend(names.map((name) => told(said, `place of ${name}`)), rivals, (places, play) => costOfWaiting(params, places, play), run);
};

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.length === 0 ? [[]] : all.flatMap((first, i) => permutations(all.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
