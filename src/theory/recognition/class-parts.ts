import type { Station } from '../../prediction.ts';
import type { Part } from '../define.ts';
import { poissonInput, serviceTimes } from './station.ts';

/** What each class brings to a station with Poisson input, by class index. */
export function classParts(station: Station): ReadonlyMap<number, Part> {
  const parts = new Map<number, Part>();
  for (const [index, { name, priority }] of station.classes.entries()) {
    const input = poissonInput(station.sources.filter((source) => source.class === index));
    if (input) parts.set(index, { name, priority, rate: input.lambda, service: serviceTimes(station, input) });
  }
  return parts;
}
