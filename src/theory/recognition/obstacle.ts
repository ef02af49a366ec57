import type { Station } from '../../prediction.ts';
import { isPoisson, isSizeBlind, isStationary, looksAtSizesAlone, poissonInput } from './station.ts';

/** Why the response of a station is not known exactly. */
export function obstacle({ sources, slots, capacity, discipline }: Station): string {
  const { name } = discipline;
  const foreign = sources.find(({ process }) => !isPoisson(process));
  const unsized = sources.find(({ size }) => !size);
  if (unsized) return `the sizes of ${unsized.name} are recorded, not drawn from a distribution: there is nothing to compute from`;
  if (foreign) {
    const { name: process, mechanism } = foreign.process;
    if (mechanism === 'recorded') return `arrivals of ${foreign.name} are recorded: they have no steady state to predict`;
    if ('period' in foreign.process && foreign.process.period !== undefined) return `arrivals of ${foreign.name} follow a ${process} over time: no stationary formula holds`;
    if (mechanism === 'open' && !isStationary(foreign.process)) return `arrivals of ${foreign.name} (${process}) do not go on in one way: there is no steady state to predict`;
    return `arrivals of ${foreign.name} are ${process}, not Poisson: with these sizes, slots and ${name} no exact formula is known here`;
  }
  const size = poissonInput(sources)!.size.name;
  const where = `${slots === 1 ? 'one slot' : `${slots} slots`}${capacity < Infinity ? ' with a finite capacity' : ''}`;
  if (!isSizeBlind(discipline) && !looksAtSizesAlone(discipline)) return `${name} looks at sizes, and no exact formula here covers it`;
  if (slots !== 1 && capacity === Infinity && name === 'fcfs') return `${slots} slots with ${size} sizes (M/G/c) have no exact formula`;
  return `${name} on ${where} with ${size} sizes has no exact formula here`;
}
