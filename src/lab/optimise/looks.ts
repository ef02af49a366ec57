/**
 * When a constraint is decided: with confidence, however often one looks.
 *
 * A constraint is looked at after a fixed series of numbers of replications, each half as many again as the one before. The
 * error that is allowed for one constraint of one candidate is spent over the looks as 1/2, 1/6, 1/12 … of it, which sum to 1
 * (1/(k(k+1)) at look k), and at each look the interval is at that level. So the chance that the true side is ever
 * excluded is no larger than allowed, by Bonferroni's inequality, whenever one stops. Over the candidates and constraints it
 * is Bonferroni's inequality again, over all that there are and not only those that are run: which are run depends on what was
 * seen. Replications are means of many jobs, and nearly normal; what is left of their skewness is allowed for.
 *
 * Source: Batur and Kim 2010, ACM TOMACS 20(3) (the problem, which they solve with a zone of indifference); Law 2015, section
 * 9.7 (Bonferroni).
 */
import type { Estimate } from '../../model.ts';
import { skewedEstimate } from '../../stats/skewed.ts';

const GROWTH = 1.5;

/** Replications of a candidate at its look number `look`, from 1. */
export function replicationsAt(look: number, first: number): number {
  let count = first;
  for (let done = 1; done < look; done++) count *= GROWTH;
  return Math.ceil(count);
}

/** The share of the allowed error that is spent at a look. */
export function spending(look: number): number {
  return 1 / (look * (look + 1));
}

export interface Judged {
  /** Of left − right: it holds below 0. */
  readonly estimate: Estimate;
  readonly verdict?: 'holds' | 'fails';
}

/** Below this share of the mean what varies is rounding. */
const ROUNDING = 1e-12;

/** Replications that are all equal tell how the next will be only when they are many: before this look it may be luck. */
const LOOKS_OF_EQUALS = 4;

/**
 * What was never seen among so many jobs has a share below this: −ln of the error, by the jobs (the rule of three, at the level
 * of the look). The jobs are independent ones: of jobs that meet the same crowds fewer.
 */
export function shareUnseen(jobs: number, look: number, error: number): number {
  return -Math.log(error * spending(look)) / jobs;
}

/**
 * Looks at a constraint, `error` being the chance of a wrong verdict that it is allowed over all looks. `unseen` is by how much
 * the truth may differ besides, for what is too rare to have been seen.
 */
export function judge(samples: readonly number[], look: number, error: number, unseen = 0): Judged {
  // Two sides: the wrong one is excluded with the chance error × spending.
  const found = skewedEstimate(samples, 1 - 2 * error * spending(look))!;
  if (found.halfWidth === null) return { estimate: found };
  return verdictOf({ ...found, halfWidth: found.halfWidth + unseen }, look);
}

function verdictOf(found: Estimate & { readonly halfWidth: number }, look: number): Judged {
  const { mean, halfWidth } = found;
  if (halfWidth <= ROUNDING * Math.abs(mean) && look < LOOKS_OF_EQUALS) return { estimate: found };
  if (mean + halfWidth <= 0) return { estimate: found, verdict: 'holds' };
  return mean - halfWidth > 0 ? { estimate: found, verdict: 'fails' } : { estimate: found };
}
