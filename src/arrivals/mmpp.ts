import { z } from 'zod';
import { nonNegative, object, ParamError } from '../params.ts';
import { arrivals } from './define.ts';
import { stationary } from './stationary.ts';

export const mmpp = arrivals({
  name: 'mmpp',
  alsoKnownAs: ['markov-modulated'],
  about: 'Poisson, at a rate that a Markov chain switches: bursts. A rate, where given, scales the rates and leaves the switching.',
  source: 'Fischer & Meier-Hellstern 1993, "The Markov-modulated Poisson process cookbook"',
  rate: 'optional',
  size: 'required',
  params: object({
    rates: z.array(nonNegative('jobs per time unit')).min(1).describe('arrival rate in each phase'),
    switching: z.array(z.array(z.number())).min(1).describe('generator of the phases: rates from each to each, rows sum to 0'),
  }),
  examples: [
    { params: { rates: [8, 0.5], switching: [[-0.2, 0.2], [0.1, -0.1]] } },
    { params: { rates: [0, 1, 6], switching: [[-1, 1, 0], [0.5, -1, 0.5], [0, 2, -2]] }, rate: 3 },
  ],
  create: ({ rates, switching }, { rate: asked }) => {
    requireGenerator(switching, rates.length);
    const start = stationary(switching);
    if (!start) throw new ParamError('every phase must lead to every other', ['switching']);
    const own = rates.reduce((sum, rate, phase) => sum + rate * start[phase], 0);
    if (own === 0) throw new ParamError('one of them at least must be above 0', ['rates']);
    const factor = asked === undefined ? 1 : asked / own;
    // Arrival and switch race: both are memoryless, so whichever is first, the other starts afresh.
    const arrival = rates.map((rate) => rate * factor);
    const total = arrival.map((rate, phase) => rate - switching[phase][phase]);
    return {
      name: 'mmpp',
      mechanism: 'open',
      rate: own * factor,
      modulation: { rates: arrival, switching },
      begin: (stream) => {
        let phase = pick(start, stream.uniform());
        return {
          next: () => {
            for (let gap = 0; ; ) {
              gap += stream.exponential() / total[phase];
              const winner = stream.uniform() * total[phase];
              if (winner < arrival[phase]) return gap;
              phase = pick(switching[phase], winner - arrival[phase]);
            }
          },
        };
      },
    };
  },
});

/** The entry within whose share `point` falls; one that is negative, as on a generator's diagonal, has none. */
function pick(shares: readonly number[], point: number): number {
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] <= 0) continue;
    last = i;
    point -= shares[i];
    if (point < 0) return i;
  }
  return last;
}

function requireGenerator(switching: readonly (readonly number[])[], phases: number): void {
  if (switching.length !== phases) throw new ParamError(`needs one row for each of the ${phases} rates`, ['switching']);
  switching.forEach((row, i) => {
    if (row.length !== phases) throw new ParamError(`needs one rate for each of the ${phases} phases`, ['switching', i]);
    row.forEach((rate, j) => {
      if (i !== j && rate < 0) throw new ParamError(`must be 0 or more, not ${rate}`, ['switching', i, j]);
    });
    const sum = row.reduce((total, rate) => total + rate, 0);
    if (Math.abs(sum) > 1e-9 * Math.abs(row[i])) throw new ParamError(`must sum to 0, not ${sum}`, ['switching', i]);
  });
}
