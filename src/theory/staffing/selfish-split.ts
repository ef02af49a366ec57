import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { optimalFlows, selfishFlows } from './split-flows.ts';
import { ofSplit, splitParams, type SplitParams } from './split-nodes.ts';

export const selfishSplit = formula<SplitParams>({
  name: 'selfish-split',
  title: 'static split in which each job chooses for itself',
  about: 'Jobs know the mean response of each node, but no queue lengths, and go where it is least: in equilibrium it is the same at all nodes in use. Each node is M/M/1.',
  source: 'Wardrop 1952; Bell and Stidham 1983, Management Science 29; Koutsoupias and Papadimitriou 1999 (price of anarchy)',
  kind: 'exact',
  breadth: 9,
  parts: 'node',
  params: () => splitParams,
  equations: [
    '1/(μᵢ−xᵢ) = R at all nodes in use, and 1/μᵢ ≥ R at the others   (Wardrop)',
    'R = k/(Σⱼ μⱼ − λ),  sums over the k nodes in use',
    'xᵢ = μᵢ − (Σⱼ μⱼ − λ)/k',
    'in use are the fastest nodes, as many as have xᵢ > 0 with this',
    'price of anarchy = R over the least mean response of any split',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μᵢ: 'service rate of node i, jobs per time unit',
    xᵢ: 'arrival rate at node i',
    R: 'response, the same at every node in use',
  },
  mistakes: [
    'That nobody can do better alone does not make it best for all: a job does not count the delay that it causes to those behind it.',
    'Fewer nodes are in use than in the best split: selfish jobs crowd the fast ones.',
  ],
  create(params) {
    const flows = selfishFlows(params);
    const all = ofSplit(params, flows);
    const best = ofSplit(params, optimalFlows(params)).values['response'];
    return { ...all, others: { 'nodes in use': flows.filter((flow) => flow > 0).length, 'response of the best split': best, 'price of anarchy': all.values['response'] / best } };
  },
  steps(params) {
    const flows = selfishFlows(params);
    const { values } = ofSplit(params, flows);
    const best = ofSplit(params, optimalFlows(params)).values['response'];
    return [
      ...params.mu.slice(0, 8).map((rate, i) => `x${'₁₂₃₄₅₆₇₈'[i]} = ${figure(flows[i])}: ${figure((100 * flows[i]) / params.lambda)} % of the jobs, load ${figure(flows[i] / rate)}`),
      `R = ${figure(values['response'])} time units`,
      `price of anarchy = ${figure(values['response'])}/${figure(best)} = ${figure(values['response'] / best)}`,
    ];
  },
  examples: [
    {
      params: { lambda: 3.5, mu: [4, 1] },
      expect: { 'node 1 throughput': 3.25, 'node 2 throughput': 0.25, response: 4 / 3, number: 14 / 3, 'response of the best split': 8 / 7, 'price of anarchy': 7 / 6 },
      from: 'by hand: R = 2/(5 − 3.5); the best split has E[N] = 3²/1.5 − 2 = 4',
    },
    { params: { lambda: 2, mu: [4, 1] }, expect: { 'node 2 throughput': 0, response: 0.5, 'nodes in use': 1 }, from: 'by hand: 1/(4 − 2) is less than 1' },
  ],
});
