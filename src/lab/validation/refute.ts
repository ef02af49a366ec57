/** Long plays that may prove a statement about a design wrong. */
import type { Stream } from '../../model.ts';
import { estimate, standardError } from '../../stats/interval.ts';
import { LEVEL } from './scored.ts';

export interface Run {
  readonly length: number;
  readonly stream: (name: string) => Stream;
}

/** Independent plays, so that their spread tells the standard error. */
const PLAYS = 20;

/** In standard errors. Student’s t with 19 degrees of freedom goes beyond it once in 400 million: chance sets no two equal designs apart. */
const MARGIN = 10;

/**
 * Throws where `excess`, which is to be no more than 0, is proven to be above it. All that one play compares draws the same
 * random numbers from streams of the same name, which tells small differences.
 */
export function refute(statement: string, excess: (run: Run) => number, { length, stream }: Run): void {
  const found = Array.from({ length: PLAYS }, (_, play) => excess({ length, stream: (name) => stream(`play ${play}/${name}`) }));
  const all = estimate(found, LEVEL)!;
  const error = standardError(all)!;
  if (all.mean > MARGIN * error) throw new Error(`it is not so that ${statement}: off by ${all.mean.toPrecision(4)}, with standard error ${error.toPrecision(2)}`);
}

/** Throws where one of the rivals proves to cost less than the design. */
export function defend<Design>(design: Design, rivals: Readonly<Record<string, Design>>, cost: (design: Design, run: Run) => number, run: Run): void {
  for (const [name, rival] of Object.entries(rivals)) refute(`${name} is no better`, (play) => cost(design, play) - cost(rival, play), run);
}
