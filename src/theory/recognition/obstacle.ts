import type { Station } from '../../model.ts';
import { isPoisson, isSizeBlind, looksAtSizesAlone, poissonInput } from './station.ts';

/** Why no exact formula applies to a station. */
export function obstacle({ sources, slots, capacity, discipline }: Station): string {
  const { name } = discipline;
  const foreign = sources.find(({ process }) => !isPoisson(process));
  if (foreign) return `arrivals of ${foreign.name} are ${foreign.process.name}, not Poisson: no formula here applies`;
  const size = poissonInput(sources)?.size;
  if (!size) return 'the sizes are recorded, not drawn from a distribution: no formula here applies';
  if (!isSizeBlind(discipline)) {
    if (!looksAtSizesAlone(discipline)) return `${name} looks at sizes, and no formula here covers it`;
    if (slots !== 1) return `${name} on ${slots} slots has no exact formula`;
    if (capacity < Infinity) return `${name} with a finite capacity has no exact formula`;
  }
  const sizes = `${size.name} sizes rather than exponential ones`;
  if (capacity < Infinity) return `a finite queue with ${sizes} has no formula here`;
  if (slots !== 1) return `${slots} slots with ${sizes} (M/G/c) have no exact formula`;
  return `${name} with ${sizes} has no formula here`;
}
