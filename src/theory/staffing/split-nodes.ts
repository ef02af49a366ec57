/** Poisson arrivals that are split at random among nodes of different speeds. */
import { z } from 'zod';
import type { Prediction } from '../../prediction.ts';
import { object, ParamError, positive } from '../../params.ts';
import { figure } from '../figure.ts';
import { byLittle } from '../little.ts';

export interface SplitParams {
  readonly lambda: number;
  readonly mu: readonly number[];
}

export const splitParams = object({
  lambda: positive('arrival rate λ of all jobs together, jobs per time unit'),
  mu: z.array(positive('service rate')).min(1).max(1000).describe('service rates μ₁, μ₂, … of the nodes, jobs per time unit'),
});

/** What the nodes can do beyond what comes; refused where that is nothing. */
export function spareRate({ lambda, mu }: SplitParams): number {
  const capacity = mu.reduce((sum, rate) => sum + rate, 0);
  if (lambda >= capacity) throw new ParamError(`load λ/Σμᵢ = ${figure(lambda / capacity)} is not below 1: some queue grows without bound`, ['lambda']);
  return capacity - lambda;
}

/** M/M/1 at every node, each with its part of the arrivals; a node without any has no times. */
export function ofSplit({ lambda, mu }: SplitParams, flows: readonly number[]): Prediction {
  const classes = mu.map((rate, i) => {
    const name = `node ${i + 1}`;
    if (flows[i] === 0) return { name, values: { throughput: 0, number: 0, queue: 0, utilisation: 0 } };
    return { name, values: byLittle({ throughput: flows[i], service: 1 / rate, waiting: flows[i] / rate / (rate - flows[i]), slots: 1 }) };
  });
  const sum = (key: 'number' | 'queue' | 'utilisation') => classes.reduce((all, { values }) => all + values[key], 0);
  const [number, queue] = [sum('number'), sum('queue')];
  return { values: { response: number / lambda, waiting: queue / lambda, number, queue, throughput: lambda, utilisation: sum('utilisation') / mu.length }, classes };
}
