import type { Stream } from '../../../model.ts';
import { capacityAssignment } from '../../../theory/staffing/capacity-assignment.ts';
import { cMu } from '../../../theory/staffing/c-mu.ts';
import { economicServers } from '../../../theory/staffing/economic-servers.ts';
import { optimalServiceRate } from '../../../theory/staffing/optimal-service-rate.ts';
import { optimalFlows, selfishFlows } from '../../../theory/staffing/split-flows.ts';
import { squareRootStaffing } from '../../../theory/staffing/square-root-staffing.ts';
import { staffingAbandonment } from '../../../theory/staffing/staffing-abandonment.ts';
import { staffingDelay } from '../../../theory/staffing/staffing-delay.ts';
import { staffingLoss } from '../../../theory/staffing/staffing-loss.ts';
import type { Family, SamplePath } from '../case.ts';
import { impatient } from '../paths/impatient.ts';
import { playNetwork } from '../paths/network.ts';
import { playPriorities } from '../paths/priorities.ts';
import { playSlots } from '../paths/slots.ts';
import * as contest from './staffing-contests.ts';
import { costOfWaiting, type CostClasses, fraction, lossOf, markovian, type Slots, told } from './staffing-plays.ts';

// The design is taken from the formula, and what it is worth is played out; that no other is better, the contests play out.

const delayed: SamplePath<Parameters<typeof staffingDelay.create>[0]> = (params, run) => {
  const servers = told(staffingDelay.create(params), 'servers');
  const { values, waits } = playSlots(markovian({ ...params, servers }), run);
  const { waits: longer } = playSlots(markovian({ ...params, servers: servers - 1 }), { ...run, stream: (name) => run.stream(`fewer/${name}`) });
  const key = `P[W > ${params.within}]`;
  return { ...values, [key]: fraction(waits, params.within), [`${key} with one slot fewer`]: fraction(longer, params.within) };
};

const lost: SamplePath<Parameters<typeof staffingLoss.create>[0]> = (params, run) => {
  const slots = told(staffingLoss.create(params), 'servers');
  const { 'class 1 loss': _, 'class 1 number': __, ...values } = lossOf({ ...params, servers: slots }, run);
  return values;
};

const patient: SamplePath<Parameters<typeof staffingAbandonment.create>[0]> = (params, run) =>
  impatient({ ...params, servers: told(staffingAbandonment.create(params), 'servers') }, run);

const staffed: SamplePath<{ readonly lambda: number; readonly mu: number; readonly wait: number }> = (params, run) => {
  const { values, waits } = playSlots(markovian({ ...params, servers: told(squareRootStaffing.create(params), 'servers') }), run);
  return { ...values, 'P[wait]': fraction(waits, 0) };
};

const many: SamplePath<Slots> = (params, run) => {
  const { values, waits } = playSlots(markovian(params), run);
  return { ...values, 'P[wait]': fraction(waits, 0) };
};

/** Nodes between which nothing goes. */
function apart(nodes: readonly { readonly name: string; readonly flow: number; readonly mu: number }[], run: Parameters<SamplePath>[1]) {
  const used = nodes.filter(({ flow }) => flow > 0);
  const stations = used.map(({ name, mu }) => ({ name, servers: 1, service: (stream: Stream) => stream.exponential() / mu }));
  const gaps = used.map(({ flow }) => (stream: Stream) => stream.exponential() / flow);
  const { 'number.variance': _, utilisation: __, ...values } = playNetwork({ stations, routing: used.map(() => used.map(() => 0)), gaps }, run).values;
  return values;
}

const split =
  (flowsOf: typeof optimalFlows): SamplePath<Parameters<typeof optimalFlows>[0]> =>
  (params, run) => {
    const flows = flowsOf(params);
    return apart(params.mu.map((mu, i) => ({ name: `node ${i + 1}`, flow: flows[i], mu })), run);
  };

const channels: SamplePath<Parameters<typeof capacityAssignment.create>[0]> = (params, run) => {
  const said = capacityAssignment.create(params);
  return apart(params.channels.map(({ flow }, i) => ({ name: `channel ${i + 1}`, flow, mu: told(said, `capacity of channel ${i + 1}`) / params.length })), run);
};

const costs: SamplePath<CostClasses> = (params, run) => {
  const said = cMu.create(params);
  const places = params.classes.map(({ name }) => told(said, `place of ${name}`));
  const played = playPriorities(params.classes.map((one, k) => ({ ...one, place: places[k] })), run);
  const sum = (term: (k: number) => number) => played.reduce((all, _, k) => all + term(k), 0);
  const queue = sum((k) => played[k].queue);
  const waits = played.map(({ waiting }, k) => [`${params.classes[k].name} waiting`, waiting]);
  const apartFrom = (name: string, others: readonly number[]) => costOfWaiting(params, others, { ...run, stream: (purpose) => run.stream(`${name}/${purpose}`) });
  return {
    ...(Object.fromEntries(waits) as Record<string, number>),
    queue,
    waiting: queue / sum((k) => played[k].throughput),
    'cost of waiting': sum((k) => params.classes[k].cost * played[k].queue),
    'cost in the reverse order': apartFrom('reverse', places.map((place) => -place)),
    'cost under fcfs': apartFrom('fcfs', places.map(() => 0)),
  };
};

const fastEnough: SamplePath<Parameters<typeof optimalServiceRate.create>[0]> = (params, run) => {
  const mu = told(optimalServiceRate.create(params), 'service rate');
  const { values } = playSlots(markovian({ lambda: params.lambda, mu, servers: 1 }), run);
  return { ...values, cost: params.price * mu + params.delay * values.number };
};

const cheapest: SamplePath<Parameters<typeof economicServers.create>[0]> = (params, run) => {
  const servers = told(economicServers.create(params), 'servers');
  const { values } = playSlots(markovian({ ...params, servers }), run);
  const more = playSlots(markovian({ ...params, servers: servers + 1 }), { ...run, stream: (name) => run.stream(`more/${name}`) }).values;
  return { ...values, cost: params.price * servers + params.delay * values.queue, 'cost with one slot more': params.price * (servers + 1) + params.delay * more.queue };
};

const pooled: SamplePath<Slots> = (params, run) => {
  const { lambda, mu, servers } = params;
  const alone = (name: string, one: Slots) => playSlots(markovian(one), { ...run, stream: (purpose) => run.stream(`${name}/${purpose}`) }).values;
  const separate = alone('separate', { lambda: lambda / servers, mu, servers: 1 });
  const fast = alone('fast', { lambda, mu: mu * servers, servers: 1 });
  return {
    ...playSlots(markovian(params), run).values,
    'response of separate queues': separate.response,
    'response of one fast slot': fast.response,
    'waiting at separate queues': separate.waiting,
    'waiting at one fast slot': fast.waiting,
  };
};

// The order by cμ is none of those by cost, size, rate or load, either way round.
const COSTS = [
  { name: 'slow', lambda: 0.1, size: { uniform: { min: 0, max: 6 } }, cost: 7 },
  { name: 'gold', lambda: 0.12, size: { exponential: { mean: 1 } }, cost: 5 },
  { name: 'brief', lambda: 1, size: { deterministic: { value: 0.2 } }, cost: 0.1 },
];

export const staffing: Family = {
  sketches: [],
  paths: [
    { name: 'staffing-delay, 80/20', formula: 'staffing-delay', params: { lambda: 3, mu: 1, within: 0.25, probability: 0.2 }, length: 20_000, play: delayed, contest: contest.delay },
    { name: 'staffing-loss', formula: 'staffing-loss', params: { lambda: 10, mu: 1, loss: 0.05 }, length: 20_000, play: lost, contest: contest.loss },
    { name: 'staffing-abandonment', formula: 'staffing-abandonment', params: { lambda: 10, mu: 1, theta: 0.5, abandon: 0.05 }, length: 20_000, play: patient, contest: contest.abandonment },
    // The error of P[wait] is of order 1/√c: by Erlang C 5 % at 100 slots, and twice that at 30.
    { name: 'square-root-staffing, 25 erlangs', formula: 'square-root-staffing', params: { lambda: 25, mu: 1, wait: 0.3 }, length: 60_000, within: 0.15, play: staffed, contest: contest.squareRoot },
    { name: 'halfin-whitt, 30 slots', formula: 'halfin-whitt', params: { lambda: 25, mu: 1, servers: 30 }, length: 60_000, within: 0.15, play: many },
    { name: 'optimal-split', formula: 'optimal-split', params: { lambda: 3, mu: [4, 1, 0.1] }, length: 20_000, play: split(optimalFlows), contest: contest.optimalSplit },
    { name: 'selfish-split', formula: 'selfish-split', params: { lambda: 3.3, mu: [4, 1, 0.1] }, length: 20_000, play: split(selfishFlows), contest: contest.selfishSplit },
    { name: 'capacity-assignment', formula: 'capacity-assignment', params: { channels: [{ flow: 1 }, { flow: 4, cost: 0.5 }, { flow: 0.3, cost: 2 }], budget: 7, length: 0.8 }, length: 20_000, play: channels, contest: contest.capacities },
    { name: 'c-mu, three classes', formula: 'c-mu', params: { classes: COSTS }, length: 20_000, play: costs, contest: contest.order },
    { name: 'optimal-service-rate', formula: 'optimal-service-rate', params: { lambda: 2, price: 0.5, delay: 3 }, length: 20_000, play: fastEnough, contest: contest.serviceRate },
    { name: 'economic-servers', formula: 'economic-servers', params: { lambda: 3, mu: 1, price: 2, delay: 4 }, length: 20_000, play: cheapest, contest: contest.slots },
    { name: 'pooling', formula: 'pooling', params: { lambda: 1.8, mu: 1, servers: 3 }, length: 20_000, play: pooled },
  ],
};
