/** One class among jobs that all wait alike. */
import type { Prediction } from '../prediction.ts';
import type { Part } from './define.ts';
import { byLittle } from './little.ts';

/**
 * What a class sees where its service times are distributed as everybody's: the same times, its share of the numbers.
 * Source: Wolff 1982, Poisson arrivals see time averages, class by class.
 */
export function alike(all: Prediction, { rate }: Part): Prediction {
  const { utilisation: _, ...values } = all.values;
  const throughput = rate * (1 - (values['loss'] ?? 0));
  return { ...all, values: { ...values, throughput, number: throughput * values['response'], queue: throughput * values['waiting'] } };
}

/** What a class sees where everybody waits alike but its own service times differ: means, and the loss that all share. */
export function sameWait(all: Prediction, { rate, service }: Part): Record<string, number> {
  const loss = all.values['loss'] ?? 0;
  const values = byLittle({ throughput: rate * (1 - loss), service: service.mean, waiting: all.values['waiting'], slots: Infinity });
  return 'loss' in all.values ? { ...values, loss } : values;
}
