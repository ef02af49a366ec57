import { z } from 'zod';
import { count, object, ParamError, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { percentiles, whereTailIs } from '../percentiles.ts';
import { isSizeBlind, keepsItsSlot, poissonInput } from '../recognition/station.ts';
import { slotSpeeds } from '../recognition/slot-speeds.ts';
import { orderParam, type Order } from '../station-params.ts';
import { refuseTooMany } from './erlang.ts';
import { power } from '../../power.ts';
import { tailOfSum } from './tail-of-sum.ts';
import { unequalSlots } from './unequal-slots.ts';

interface Params {
  readonly lambda: number;
  readonly rates: number[];
  readonly capacity?: number;
  readonly discipline: Order;
}

export const mmcHeterogeneous = formula({
  name: 'mmc-heterogeneous',
  title: 'M/M/c with slots of different speeds',
  short: 'M/M/c, unequal slots',
  about:
    'Slots of different speeds and one queue, Poisson arrivals, exponential sizes, no preemption; a job that comes takes the fastest free slot. ' +
    'Means hold for every order that ignores sizes; the distributions are for fcfs and unlimited room.',
  source: 'Gumbel 1960; Rubinovitch 1985, "The slow server problem"',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit, lost ones included'),
    rates: z.array(positive('service rate of one slot')).min(1).describe('service rate μᵢ of each slot, jobs per time unit: speed / mean size'),
    capacity: count('most jobs in the system K, in service and waiting').optional().describe('most jobs in the system K, in service and waiting; unlimited unless given'),
    discipline: orderParam,
  }),
  equations: [
    'μ = Σ μᵢ,  ρ = λ/μ',
    '(λ·1[B ≠ all] + Σ_{i∈B} μᵢ) π(B) = λ Σ π(B−i) + Σ_{j∉B} μⱼ π(B+j)   (i ∈ B: the fastest free in B−i)',
    'p(all busy, q wait) = G π(all) ρ^q  for q ≤ K − c,   1/G = 1 + π(all)(ρ + ρ² + …)',
    'P[wait] = G π(all)/(1−ρ)',
    'E[Q] = P[wait] ρ/(1−ρ),  E[W] = E[Q]/λ = P[wait]/(μ−λ)',
    'E[N] = E[Q] + E[busy],  E[T] = E[N]/λ',
    'P[W > t] = P[wait] e^(−(μ−λ)t)   (fcfs)',
    'c = 2:  π(2)/π(12) = μ₁/(λ+μ₂),  π(1)/π(12) = μ/λ − π(2)/π(12),  π(0) = (μ₁π(1) + μ₂π(2))/λ',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    'μᵢ': 'service rate of slot i, jobs per time unit',
    ρ: 'load: of all slots together',
    'π(B)': 'fraction of the time in which nobody waits that exactly the slots B are busy',
    c: 'number of slots',
    K: 'most jobs in the system, where there is a bound',
    W: 'waiting: response less service time',
    T: 'response: time in the system',
    Q: 'jobs that wait',
    N: 'jobs in the system',
  },
  mistakes: [
    'The mean speed taken for every slot (M/M/c): work does not spread evenly, and the fast slots get more of it at low load.',
    'The mean service time taken for an average over slots: it depends on the load, since the slow slots are used when the fast ones are busy.',
    'A slow slot can do harm: at low load a job does better to wait for the fast one than to take it (the slow server problem).',
  ],
  create(params) {
    const { lambda, rates, capacity, discipline } = params;
    const { slots, wait, queue, loss, used, scale } = solve(params);
    const throughput = lambda * (1 - loss);
    const means: Record<string, number> = {
      response: (queue + used) / throughput,
      waiting: queue / throughput,
      number: queue + used,
      queue,
      throughput,
      utilisation: used / rates.length,
    };
    if (capacity !== undefined) means['loss'] = loss;
    const others: Record<string, number> = discipline === 'fcfs' ? { 'P[wait]': wait } : {};
    if (capacity !== undefined || discipline !== 'fcfs') return { values: means, others };
    const { kinds, total, free } = slots;
    const drain = total - lambda;
    const share = kinds.map(({ rate, slots: n }) => (n * rate) / total);
    const responseTail = (t: number) => (t <= 0 ? 1 : kinds.reduce((sum, { rate }, i) => sum + scale * free[i] * Math.exp(-rate * t) + wait * share[i] * tailOfSum(drain, rate, t), 0));
    const second = kinds.reduce((sum, { rate }, i) => sum + (2 * scale * free[i]) / rate ** 2 + wait * share[i] * (2 / drain ** 2 + 2 / (drain * rate) + 2 / rate ** 2), 0);
    return {
      values: {
        ...means,
        // E[1/S] diverges for exponential sizes, and a wait does not depend on the size.
        slowdown: Infinity,
        'response.variance': second - means['response'] ** 2,
        ...percentiles('response', whereTailIs(responseTail, means['response'])),
        'waiting.variance': (wait * (2 - wait)) / drain ** 2,
        ...percentiles('waiting', (tail) => Math.max(0, Math.log(wait / tail) / drain)),
      },
      others,
      responseTail,
    };
  },
  steps(params) {
    const { slots, wait, queue, used, loss } = solve(params);
    const throughput = params.lambda * (1 - loss);
    return [
      `μ = ${figure(slots.total)},  ρ = ${figure(params.lambda)}/${figure(slots.total)} = ${figure(params.lambda / slots.total)}`,
      `π(all) = ${figure(slots.full)}`,
      `P[wait] = ${figure(wait)}`,
      `E[Q] = ${figure(queue)} jobs`,
      `E[N] = ${figure(queue)} + ${figure(used)} = ${figure(queue + used)} jobs`,
      `E[T] = ${figure(queue + used)}/${figure(throughput)} = ${figure((queue + used) / throughput)} time units`,
    ];
  },
  recogniseScenario({ pool, sources }): Params | undefined {
    const { nodes, dispatch, discipline, capacity } = pool;
    const input = poissonInput(sources);
    if (!input || input.size.name !== 'exponential' || dispatch.name !== 'central' || !isSizeBlind(discipline)) return undefined;
    const speeds = slotSpeeds(nodes);
    if (!keepsItsSlot(discipline) || !speeds || speeds[0] === speeds[speeds.length - 1] || capacity < speeds.length) return undefined;
    const rates = speeds.map((speed) => speed / input.size.mean);
    return { lambda: input.lambda, rates, ...(capacity < Infinity && { capacity }), discipline: discipline.name === 'fcfs' ? 'fcfs' : 'size-blind' };
  },
  examples: [
    { params: { lambda: 1, rates: [1, 1] }, expect: { waiting: 1 / 3, response: 4 / 3, utilisation: 0.5 }, from: 'by hand: with equal slots it is M/M/2, C = 1/3' },
    {
      params: { lambda: 1, rates: [2, 1] },
      expect: { 'P[wait]': 3 / 19, queue: 3 / 38, number: 27 / 38, response: 27 / 38, waiting: 3 / 38 },
      from: 'by hand: π(2)/π(12) = 1, π(1)/π(12) = 2, π(0)/π(12) = 5',
    },
  ],
});

/** Means over all states, those in which jobs wait included: beyond "all busy, nobody waits" the chain is geometric. */
function solve({ lambda, rates, capacity = Infinity }: Params) {
  if (capacity < rates.length) throw new ParamError(`capacity ${capacity} is less than the ${rates.length} slots, which it includes`, ['capacity']);
  const slots = unequalSlots(lambda, rates);
  const { kinds, full, total, busy } = slots;
  const room = capacity - rates.length;
  const line = room === Infinity ? endless(lambda, total) : bounded(lambda / total, room);
  const all = (1 - full) * line.scale + full * line.some;
  const waiting = (full * line.waiting) / all;
  const scale = line.scale / all;
  const loss = (full * line.last) / all;
  return {
    slots,
    /** Of the jobs that are served. */
    wait: (full * (line.some - line.last)) / all / (1 - loss),
    queue: (full * line.queue) / all,
    loss,
    used: busy.reduce((sum, mean, kind) => sum + scale * mean + waiting * kinds[kind].slots, 0),
    /** Probability that nobody waits. */
    scale,
  };
}

/** Σ ρ^q over q ≥ 0 and over q ≥ 1, Σ q ρ^q, and the weight of a full system; all times `scale`, so that none overflows. */
interface Line {
  readonly some: number;
  readonly waiting: number;
  readonly queue: number;
  readonly last: number;
  readonly scale: number;
}

function endless(lambda: number, total: number): Line {
  refuseOverload(lambda / total, 'λ/Σμᵢ');
  const drain = total - lambda;
  return { some: total / drain, waiting: lambda / drain, queue: ((lambda / drain) * total) / drain, last: 0, scale: 1 };
}

function bounded(load: number, room: number): Line {
  refuseTooMany(room, 'capacity');
  const scale = load > 1 ? power(load, -room) : 1;
  let [waiting, queue] = [0, 0];
  for (let q = 1; q <= room; q++) {
    const weight = load > 1 ? power(load, q - room) : power(load, q);
    waiting += weight;
    queue += q * weight;
  }
  return { some: scale + waiting, waiting, queue, last: load > 1 ? 1 : power(load, room), scale };
}
