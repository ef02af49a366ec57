/** A comparison in words. */
import type { Comparison, StudyResult } from '../../study.ts';
import { atLeastText, numberText, plusMinus } from '../number.ts';
import { plain } from '../plain.ts';

type Against = Comparison['against'][number];
/** What the samples are of: it says what more of them would be. */
type Intervals = StudyResult['run']['intervals'];

/** `best`, `worse by at least 0.981 (60.2 %)`, `not decided (≈ 40 more)`. */
export function verdictText({ leader, mean, proven, against }: Comparison, variant: string, intervals: Intervals): string {
  if (variant === leader) return proven ? 'best' : 'least, not proven best';
  const one = against.find((other) => other.variant === variant)!;
  if (one.verdict === 'same') return 'the same, job by job';
  if (one.verdict === 'unknown') return intervals === 'none' ? 'too short to tell' : 'one replication decides nothing';
  if (one.verdict === 'worse') return `worse by at least ${atLeastText(one.atLeast!)}${mean > 0 ? ` (${atLeastText((100 * one.atLeast!) / mean)} %)` : ''}`;
  if (one.equal) return 'equal by theory';
  if (!one.more) return 'not decided';
  return intervals === 'batch means' ? `not decided (≈ ${longer([one])} × as long)` : `not decided (≈ ${numberText(Number(one.more.toPrecision(2)))} more)`;
}

/** The difference to the best with its simultaneous interval; a dash for the best itself. */
export function differenceText(one: Against | undefined): string {
  return one ? (one.verdict === 'same' ? '0' : plusMinus(one.difference)) : '–';
}

/** `× 12`: how many times the replications an unpaired comparison would take. */
export function reductionText(one: Against | undefined): string {
  return one?.reduction ? `× ${numberText(one.reduction, 2)}` : '';
}

/** Who won, in one sentence. */
export function summary({ leader, winner, proven, against }: Comparison, title: string, intervals: Intervals): string {
  const name = plain(leader);
  if (winner !== null) return `${title}: ${name} is best`;
  if (proven) return `${title}: ${name} is best, and ${against.filter(({ verdict }) => verdict === 'same').map(({ variant }) => plain(variant)).join(' and ')} does the same, job by job`;
  const equal = against.filter((one) => one.equal).map(({ variant }) => plain(variant));
  const open = against.filter(({ verdict }) => verdict === 'undecided' || verdict === 'unknown').map(({ variant }) => plain(variant));
  const more = Math.max(0, ...against.map((one) => one.more ?? 0));
  const known = against.every(({ verdict, more: needed, equal: same }) => verdict !== 'undecided' || same || typeof needed === 'number');
  const needed = intervals === 'batch means' ? `a run about ${longer(against)} times as long` : `about ${numberText(Number(more.toPrecision(2)))} more replications`;
  return [
    `${title}: no proven winner between ${[name, ...open].join(', ')}`,
    ...(equal.length > 0 ? [`by theory ${[name, ...equal].join(' and ')} are equal`] : []),
    ...(known && more > 0 ? [`${needed} would tell differences as large as those seen`] : []),
  ].join('; ');
}

/** By what factor one long replication would have to be longer. */
function longer(against: readonly Against[]): string {
  const factors = against.map(({ more, difference: { samples } }) => (samples + (more ?? 0)) / samples);
  return numberText(Number(Math.max(...factors).toPrecision(2)));
}
