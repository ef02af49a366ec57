import { z } from 'zod';
import { object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';
import { MOST, nameParam, namesOf } from '../networks/stations.ts';

interface Channel {
  readonly name?: string | undefined;
  readonly flow: number;
  readonly cost: number;
}

interface Params {
  readonly channels: readonly Channel[];
  readonly budget: number;
  readonly length: number;
  readonly arrivals?: number | undefined;
}

const [COST, LENGTH] = ['cost d of a unit of capacity', 'mean length ℓ of a message: capacity C serves C/ℓ messages per time unit'];

export const capacityAssignment = formula<Params>({
  name: 'capacity-assignment',
  title: 'capacities of channels within a budget',
  about: 'Shares a budget among the channels of a network so that the mean delay of its messages is least: each gets what its flow needs, and of the rest in proportion to a square root.',
  source: 'Kleinrock 1964, Communication Nets; Kleinrock 1976, Queueing Systems volume II, chapter 5',
  kind: 'exact',
  breadth: 8,
  parts: 'channel',
  params: () => object({
    channels: z
      .array(object({ name: nameParam, flow: positive('flow λ'), cost: positive(COST).default(1).describe(COST) }))
      .min(1)
      .max(MOST)
      .describe('channels, each of them { flow, cost, name }: messages per time unit, and what a unit of capacity costs (1 unless given)'),
    budget: positive('budget D for all capacities'),
    length: positive(LENGTH).default(1).describe(LENGTH),
    arrivals: positive('messages γ per time unit that come from outside; the sum of the flows unless given').optional().describe('messages γ per time unit that come from outside; the sum of the flows unless given'),
  }),
  equations: [
    'each channel is M/M/1: Tᵢ = 1/(Cᵢ/ℓ − λᵢ)   (Kleinrock’s independence assumption)',
    'E[T] = Σᵢ (λᵢ/γ) Tᵢ is to be least, with Σᵢ dᵢ Cᵢ = D',
    'D′ = D − Σᵢ λᵢ ℓ dᵢ   (what is left when every flow is just met; must be above 0)',
    'Cᵢ = λᵢ ℓ + (D′/dᵢ) √(λᵢ dᵢ) / Σⱼ √(λⱼ dⱼ)',
    'E[T] = ℓ (Σᵢ √(λᵢ dᵢ))² / (γ D′)',
  ],
  symbols: {
    λᵢ: 'flow through channel i, messages per time unit',
    γ: 'messages per time unit that come from outside; each passes Σλᵢ/γ channels on average',
    ℓ: 'mean length of a message',
    Cᵢ: 'capacity of channel i, length per time unit',
    dᵢ: 'cost of a unit of capacity of channel i',
    D: 'budget',
    T: 'response: delay of a message on all its channels, waiting and transmission',
  },
  mistakes: [
    'Capacity in proportion to flow is not best: small flows then wait too long. They get relatively more.',
    'It minimises the mean over messages, not the longest delay: messages on small flows still see longer ones.',
  ],
  create(params) {
    const { channels, length, arrivals = total(channels, ({ flow }) => flow) } = params;
    const names = namesOf(channels, 'channel');
    const extra = spare(params);
    const classes = channels.map(({ flow }, i) => ({
      name: names[i],
      values: byLittle({ throughput: flow, service: length / (flow * length + extra[i]), waiting: (flow * length * length) / (flow * length + extra[i]) / extra[i], slots: 1 }),
    }));
    const [number, queue] = [total(classes, ({ values }) => values['number']), total(classes, ({ values }) => values['queue'])];
    const others = Object.fromEntries(channels.map(({ flow }, i) => [`capacity of ${names[i]}`, flow * length + extra[i]]));
    return { values: { response: number / arrivals, waiting: queue / arrivals, number, queue, throughput: arrivals }, others, classes };
  },
  steps(params) {
    const { channels, length, budget, arrivals = total(channels, ({ flow }) => flow) } = params;
    const names = namesOf(channels, 'channel');
    const extra = spare(params);
    const needed = total(channels, ({ flow, cost }) => flow * length * cost);
    const roots = total(channels, ({ flow, cost }) => Math.sqrt(flow * cost));
    return [
      `D′ = ${figure(budget)} − ${figure(needed)} = ${figure(budget - needed)}`,
      `Σ √(λⱼ dⱼ) = ${figure(roots)}`,
      ...channels.slice(0, 8).map(({ flow }, i) => `${names[i]}: C = ${figure(flow * length)} + ${figure(extra[i])} = ${figure(flow * length + extra[i])}`),
      `E[T] = ${figure(length)} · ${figure(roots)}²/(${figure(arrivals)} · ${figure(budget - needed)}) = ${figure((length * roots ** 2) / arrivals / (budget - needed))} time units`,
    ];
  },
  examples: [
    {
      params: { channels: [{ flow: 1 }, { flow: 4 }], budget: 8 },
      expect: { 'capacity of channel 1': 2, 'capacity of channel 2': 6, response: 0.6, 'channel 1 response': 1, 'channel 2 response': 0.5 },
      from: 'by hand: D′ = 3, shared 1 : 2',
    },
  ],
});

/** What each channel gets beyond what its flow needs. */
function spare({ channels, budget, length }: Params): readonly number[] {
  const needed = total(channels, ({ flow, cost }) => flow * length * cost);
  if (budget <= needed) throw new ParamError(`must be above ${figure(needed)}, which the flows need just to be met`, ['budget']);
  const roots = total(channels, ({ flow, cost }) => Math.sqrt(flow * cost));
  return channels.map(({ flow, cost }) => ((budget - needed) / cost) * (Math.sqrt(flow * cost) / roots));
}

function total<T>(all: readonly T[], term: (one: T) => number): number {
  return all.reduce((sum, one) => sum + term(one), 0);
}
