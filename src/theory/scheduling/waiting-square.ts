/** The wait under orders that look at neither size nor class and do not preempt: one mean, another spread. */
import type { Distribution } from '../../model.ts';
import type { Part } from '../define.ts';
import { byLittle } from '../little.ts';
import { meanReciprocal } from '../numeric/reciprocal.ts';
import { serviceOf, type SingleSlot } from './single-slot.ts';

/** E[W] and E[W²] under first come, first served. Source: Pollaczek 1930; Khinchine 1932. */
export function fcfsWait(lambda: number, service: Distribution): { readonly mean: number; readonly square: number } {
  const free = 1 - lambda * service.mean;
  const mean = (lambda * service.moment(2)) / (2 * free);
  return { mean, square: 2 * mean ** 2 + (lambda * service.moment(3)) / (3 * free) };
}

/** Means and variances where E[W²] is `factor` times that under fcfs; of everybody, or of a class, whose share of the slot is not asked. */
export function waitingAlike(params: SingleSlot, factor: number, { rate, service: own }: Pick<Part, 'rate' | 'service'>, slots: number): Record<string, number> {
  const { mean, square } = fcfsWait(params.lambda, serviceOf(params));
  const values = {
    ...byLittle({ throughput: rate, service: own.mean, waiting: mean, slots }),
    // The wait does not depend on a job's own size.
    ...(own.cdf(0) === 0 && { slowdown: 1 + mean * meanReciprocal(own) }),
  };
  if (mean === Infinity) return values;
  const variance = factor * square - mean ** 2;
  return { ...values, 'waiting.variance': variance, 'response.variance': variance + own.variance };
}
