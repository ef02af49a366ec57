import { z } from 'zod';
import type { Distribution } from '../../model.ts';
import { nonNegative, object, ParamError, positive } from '../../params.ts';
import { distributionParam } from '../../random/distributions/param.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { MOST, nameParam, namesOf } from '../networks/stations.ts';
import { scaled } from '../../random/distributions/scaled.ts';
import { poissonClasses } from '../scheduling/priority-classes.ts';
import { cobham } from './cobham.ts';

interface CostClass {
  readonly name?: string | undefined;
  readonly lambda: number;
  readonly size: Distribution;
  readonly cost: number;
}

interface Params {
  readonly classes: readonly CostClass[];
}

export const cMu = formula<Params>({
  name: 'c-mu',
  title: 'cμ rule',
  about: 'The order of classes in which waiting costs least, each class having its own cost of a job’s waiting for a time unit. One slot, no preemption, Poisson arrivals, any sizes.',
  source: 'Cox and Smith 1961, Queues; waits: Cobham 1954, Operations Research 2',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    classes: z
      .array(object({ name: nameParam, lambda: positive('arrival rate λ'), size: distributionParam('service time'), cost: nonNegative('cost c of waiting') }))
      .min(1)
      .max(MOST)
      .describe('classes, each of them { lambda, size, cost, name }: arrival rate, service time, and cost of a job’s waiting for a time unit'),
  }),
  equations: [
    'Σ_k ρ_k E[W_k] is the same for every order without preemption that ignores sizes within a class   (conservation law)',
    'so two neighbours in the order should be swapped where the later has the larger c/E[S] = cμ',
    'order: c₁/E[S₁] ≥ c₂/E[S₂] ≥ …',
    'W₀ = Σ_k λ_k E[S_k²]/2,  σ_k = ρ₁ + … + ρ_k in this order',
    'E[W_k] = W₀ / ((1−σ_{k−1})(1−σ_k))   (Cobham)',
    'cost = Σ_k c_k λ_k E[W_k] = Σ_k c_k E[Q_k]',
  ],
  symbols: {
    λ_k: 'arrivals of class k, jobs per time unit',
    S_k: 'service time of class k',
    c_k: 'cost of a waiting job of class k, per time unit',
    ρ_k: 'load λ_k E[S_k]',
    W_k: 'waiting of class k',
    Q_k: 'jobs of class k that wait',
  },
  mistakes: [
    'The order is by cost over mean service time: neither by cost alone, nor shortest first. Arrival rates and variances do not matter for it.',
    'The best order is best on average over all jobs; the last class may wait very long.',
    'Optimal without preemption for all sizes; with preemption only where sizes are exponential.',
  ],
  create(params) {
    const { classes } = params;
    const names = namesOf(classes, 'class');
    const { waits, cost, reverse, fcfs, order } = solve(params);
    const parts = classes.map(({ lambda, size }, k) => ({ name: names[k], values: byLittle({ throughput: lambda, service: size.mean, waiting: waits[k], slots: 1 }) }));
    const sum = (key: string) => parts.reduce((all, { values }) => all + values[key], 0);
    const [number, queue, throughput] = [sum('number'), sum('queue'), sum('throughput')];
    const places = Object.fromEntries(order.map((k, place) => [`place of ${names[k]}`, place + 1]));
    return {
      values: { response: number / throughput, waiting: queue / throughput, number, queue, throughput, utilisation: sum('utilisation') },
      others: { ...places, 'cost of waiting': cost, 'cost in the reverse order': reverse, 'cost under fcfs': fcfs },
      classes: parts,
    };
  },
  steps(params) {
    const names = namesOf(params.classes, 'class');
    const { waits, cost, reverse, fcfs, order } = solve(params);
    return [
      ...order.slice(0, 8).map((k) => {
        const { cost: own, size } = params.classes[k];
        return `${names[k]}: c/E[S] = ${figure(own)}/${figure(size.mean)} = ${figure(own / size.mean)},  E[W] = ${figure(waits[k])} time units`;
      }),
      `cost = ${figure(cost)} per time unit; in the reverse order ${figure(reverse)}, first come, first served ${figure(fcfs)}`,
    ];
  },
  recognise(station) {
    const { slots, capacity, speed, discipline } = station;
    if (discipline.name !== 'c-mu' || discipline.params['preemptive'] !== false || slots !== 1 || capacity < Infinity) return undefined;
    const input = poissonClasses(station);
    const classes = input?.classes.map(({ name, lambda, size }) => ({ name, lambda, size: scaled(size, 1 / speed), cost: station.classes.find((one) => one.name === name)!.weight }));
    // Classes of one rank are served in order of arrival.
    const ranks = new Set(classes?.map(({ cost, size }) => cost / size.mean));
    return classes && ranks.size === classes.length ? { classes } : undefined;
  },
  examples: [
    {
      params: { classes: [{ name: 'long', lambda: 0.25, size: { deterministic: { value: 2 } }, cost: 1 }, { name: 'short', lambda: 0.25, size: { deterministic: { value: 1 } }, cost: 1 }] },
      expect: { 'place of short': 1, 'short waiting': 5 / 6, 'long waiting': 10 / 3, 'cost of waiting': 25 / 24, 'cost under fcfs': 1.25, 'cost in the reverse order': 1.25 / 4 + 2.5 * 0.5 },
      from: 'by hand: W₀ = 5/8',
    },
  ],
});

function solve({ classes }: Params) {
  const empty = classes.findIndex(({ size }) => size.mean === 0);
  if (empty >= 0) throw new ParamError('the mean size must be above 0', ['classes', empty, 'size']);
  const load = classes.reduce((sum, { lambda, size }) => sum + lambda * size.mean, 0);
  refuseOverload(load, 'Σ λE[S]', ['classes']);
  const order = [...classes.keys()].toSorted((i, j) => classes[j].cost / classes[j].size.mean - classes[i].cost / classes[i].size.mean || i - j);
  const inOrder = (ordered: readonly number[]) => {
    const waits = cobham(ordered.map((k) => ({ lambda: classes[k].lambda, service: classes[k].size.mean, second: classes[k].size.moment(2) })));
    return classes.map((_, k) => waits[ordered.indexOf(k)]);
  };
  const costOf = (waits: readonly number[]) => classes.reduce((sum, { cost, lambda }, k) => sum + (cost === 0 ? 0 : cost * lambda * waits[k]), 0);
  const waits = inOrder(order);
  const alike = classes.reduce((sum, { lambda, size }) => sum + (lambda * size.moment(2)) / 2, 0) / (1 - load);
  return { order, waits, cost: costOf(waits), reverse: costOf(inOrder(order.toReversed())), fcfs: costOf(classes.map(() => alike)) };
}
