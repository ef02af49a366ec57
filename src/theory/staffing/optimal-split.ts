import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { optimalFlows, selfishFlows } from './split-flows.ts';
import { ofSplit, spareRate, splitParams, type SplitParams } from './split-nodes.ts';

export const optimalSplit = formula<SplitParams>({
  name: 'optimal-split',
  title: 'best static split over nodes of different speeds',
  about: 'Jobs are sent to nodes at random, with the probabilities that make the mean response least. Poisson arrivals, each node M/M/1 (or sharing, with any sizes).',
  source: 'Bell and Stidham 1983, Management Science 29; Tantawi and Towsley 1985, Journal of the ACM 32',
  kind: 'exact',
  breadth: 8,
  parts: 'node',
  params: () => splitParams,
  equations: [
    'E[N] = Σᵢ xᵢ/(μᵢ−xᵢ) is to be least, with xᵢ ≥ 0 and Σᵢ xᵢ = λ',
    'dE[N]/dxᵢ = μᵢ/(μᵢ−xᵢ)² is the same at all nodes in use, and 1/μᵢ is no less at the others   (Kuhn and Tucker)',
    'xᵢ = μᵢ − √μᵢ · (Σⱼ μⱼ − λ)/Σⱼ √μⱼ,  sums over the nodes in use',
    'in use are the fastest nodes, as many as have xᵢ > 0 with this',
    'E[T] = E[N]/λ = ((Σⱼ √μⱼ)²/(Σⱼ μⱼ − λ) − k)/λ with k nodes in use',
  ],
  symbols: {
    λ: 'arrival rate of all jobs, jobs per time unit',
    μᵢ: 'service rate of node i, jobs per time unit',
    xᵢ: 'arrival rate at node i',
    N: 'jobs at all nodes',
    T: 'response of a job, wherever it is sent',
  },
  mistakes: [
    'A split in proportion to the speeds, equal loads, is not best: fast nodes should be the more loaded, and at low load slow nodes get nothing.',
    'Nor is one at which all nodes have equal responses: that is where jobs end up who each choose for themselves.',
    'A static split knows no queue lengths: dispatchers that look at them do better.',
  ],
  create(params) {
    const proportional = params.mu.length / spareRate(params);
    const all = ofSplit(params, optimalFlows(params));
    const selfish = ofSplit(params, selfishFlows(params)).values['response'];
    return {
      ...all,
      others: {
        'nodes in use': all.classes!.filter(({ values }) => values['throughput'] > 0).length,
        'response of the split in proportion to speed': proportional,
        'response of the selfish split': selfish,
        'price of anarchy': selfish / all.values['response'],
      },
    };
  },
  steps(params) {
    const flows = optimalFlows(params);
    const { values } = ofSplit(params, flows);
    return [
      ...params.mu.slice(0, 8).map((rate, i) => `x${'₁₂₃₄₅₆₇₈'[i]} = ${figure(flows[i])}: ${figure((100 * flows[i]) / params.lambda)} % of the jobs, load ${figure(flows[i] / rate)}`),
      `E[N] = ${figure(values['number'])} jobs`,
      `E[T] = ${figure(values['number'])}/${figure(params.lambda)} = ${figure(values['response'])} time units`,
    ];
  },
  examples: [
    { params: { lambda: 3, mu: [4, 1] }, expect: { 'node 1 throughput': 8 / 3, 'node 2 throughput': 1 / 3, number: 2.5, response: 5 / 6 }, from: 'by hand: x = 4 − 2 · 2/3 and 1 − 1 · 2/3' },
    { params: { lambda: 1, mu: [1, 4] }, expect: { 'node 1 throughput': 0, 'node 2 throughput': 1, response: 1 / 3, 'nodes in use': 1 }, from: 'by hand: 4/9 at the fast node is less than 1 at the slow' },
  ],
});
