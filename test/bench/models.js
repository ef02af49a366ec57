/** What is simulated, the share of the C program's speed that is asked for, and the true mean response. */
import { part } from './programs/dist.js';

const { catalogue } = await part('lab/catalogue.js');

const load = 0.8;
const heavy = { shape: 1.5, min: 1, max: 1000 };
const size = { 'bounded-pareto': heavy };
const lambda = load / catalogue.distribution['bounded-pareto'].create(heavy).mean;
const heavyTailed = { nodes: 1, load, size, target: 0.45 };
const heavyArguments = [load, heavy.shape, heavy.min, heavy.max];

/**
 * `reference`: the C program and its arguments before CUSTOMERS and SEED. `peers`: whether those who only know queues in
 * order of arrival can simulate it. `truth`: where a closed form is known; elsewhere the programs check one another.
 */
export const models = [
  { name: 'mm1', title: 'M/M/1, load 0.8', nodes: 1, load, discipline: 'fcfs', target: 0.55, truth: 5, peers: true, reference: ['fcfs.c', 1, load] },
  { name: 'jsq10', title: 'JSQ-10, load 0.9', nodes: 10, load: 0.9, discipline: 'fcfs', target: 0.6, peers: true, reference: ['fcfs.c', 10, 0.9] },
  { ...heavyTailed, name: 'srpt', title: 'M/G/1 under SRPT, bounded Pareto, load 0.8', discipline: 'srpt', truth: mean('mg1-srpt'), reference: ['srpt.c', ...heavyArguments] },
  { ...heavyTailed, name: 'ps', title: 'M/G/1 under PS, bounded Pareto, load 0.8', discipline: 'ps', truth: mean('mg1-ps'), reference: ['ps.c', ...heavyArguments] },
  { ...heavyTailed, name: 'las', title: 'M/G/1 under LAS, bounded Pareto, load 0.8', discipline: 'las', truth: mean('mg1-fb'), reference: ['las.c', ...heavyArguments] },
  {
    name: 'priority',
    title: 'Three classes, preemptive priorities, M/M/1, load 0.8',
    nodes: 1,
    load,
    classes: 3,
    discipline: 'priority',
    params: { preemptive: true },
    target: 0.45,
    truth: 5, // over all classes it is that of M/M/1: exponential sizes know no past
    reference: ['priority.c', load],
  },
];

function mean(name) {
  const { params, create } = catalogue.formula[name];
  return create(params.parse({ lambda, size })).values.response;
}
