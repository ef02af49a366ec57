import { type Crew, CrewError } from './crew.ts';

/** Milliseconds: for so long a slot computes by itself, and so long a measurement of it is; the first ones are before its code is compiled. */
const [ALONE_MS, PIECE_MS] = [60, 4];
/** All slots together compute for about so long, if they have a processor to themselves; each no less than that. */
const [TOGETHER_MS, LEAST_MS] = [400, 5];
const FIRST_STEPS = 2 ** 18;
/** For so long at least is one waited for. */
const WAIT_MS = 1000;

/**
 * Steps that a worker does in a millisecond while no other works: the most of some 15 measurements, since others of the
 * machine can but take time from it. Throws a CrewError where a worker fails.
 */
export async function spinRate(crew: Crew): Promise<number> {
  let best = 0;
  let steps = FIRST_STEPS;
  for (const end = crew.now() + ALONE_MS; crew.now() < end; ) {
    const [rate] = await ratesOf(crew, [0], steps);
    best = Math.max(best, rate);
    steps = Math.ceil(best * PIECE_MS);
  }
  return best;
}

/** Steps that a worker does in a millisecond while all work; the mean of all. `alone`: what `spinRate` says. Throws a CrewError. */
export async function crowdedRate(crew: Crew, slots: number, alone: number): Promise<number> {
  const all = Array.from({ length: slots }, (_, slot) => slot);
  // Before its code is compiled a worker is slow.
  await ratesOf(crew, all, Math.ceil(alone * LEAST_MS));
  const rates = await ratesOf(crew, all, Math.ceil(alone * Math.max(LEAST_MS, TOGETHER_MS / slots)));
  return rates.reduce((sum, rate) => sum + rate, 0) / slots;
}

/** Steps a millisecond of each of the slots, which do so many each, at once. */
async function ratesOf(crew: Crew, slots: readonly number[], steps: number): Promise<readonly number[]> {
  for (const slot of slots) crew.begin(slot, { kind: 'spin', steps });
  const rates: number[] = [];
  while (rates.length < slots.length) {
    const slot = crew.next();
    if (slot < 0) {
      await crew.wait(WAIT_MS);
      continue;
    }
    const failure = crew.failure(slot);
    if (failure) throw new CrewError(`how fast a worker computes cannot be measured: ${failure.message}`);
    rates.push(steps / crew.worked(slot));
  }
  return rates;
}
