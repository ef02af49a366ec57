import type { Ordered } from '../../policy.ts';
import { NONE } from '../jobs.ts';
import type { Workings } from './mechanism.ts';

/** What is kept of a match, in one row of the table: the place of its winner, and the time until which all matches up to it hold. */
const WINNER = 0;
const UNTIL = 1;
/** The same of a place: the task that has it, and the slope of its rank. */
const TASK = 0;
const SLOPE = 1;
const ROW = 2;
const FEWEST = 4;
/** More than a rank can be off by rounding, as a part of what it is made of. */
const ROUNDING = 2 ** -48;

/**
 * The task of least rank, of tasks whose ranks rise or fall at steady rates: a tournament in which each match knows when its loser
 * will catch up, and is played again then. Who wins is decided by the ranks themselves and never by that forecast, which is early
 * rather than late: whoever is asked for is the one that comparing all of them would find. O(log n) to put a task into a place or
 * out of it, and O(log² n) amortised to ask for the first.
 *
 * Source: Basch, Guibas and Hershberger 1999, Data structures for mobile data, Journal of Algorithms 31.
 */
export class KineticTournament {
  private readonly discipline: Ordered;
  private readonly workings: Workings;
  /** Match i is between the winners of matches 2i and 2i + 1; match 1 is the final, and place k enters at `places` + k. */
  private cells = new Float64Array(2 * FEWEST * ROW).fill(NONE);
  private places = FEWEST;

  constructor(discipline: Ordered, workings: Workings) {
    this.discipline = discipline;
    this.workings = workings;
  }

  /** Gives the place to the task in the row, or to nobody. */
  put(place: number, row: number): void {
    while (place >= this.places) this.grow();
    const entry = this.places + place;
    this.cells[ROW * entry + TASK] = row;
    this.cells[ROW * entry + SLOPE] = row === NONE ? 0 : this.discipline.slope!(this.workings.job.at(row));
    for (let match = entry >> 1; match > 0; match >>= 1) {
      const winner = this.cells[ROW * match + WINNER];
      const until = this.cells[ROW * match + UNTIL];
      this.play(match);
      // Matches further up are the same as before, if none of their players is another.
      if (winner !== entry && this.cells[ROW * match + WINNER] === winner && this.cells[ROW * match + UNTIL] === until) break;
    }
  }

  /** The row of the task that is first now; NONE where there is no task. */
  first(): number {
    this.refresh(1, this.workings.calendar.now);
    const entry = this.winnerOf(1);
    return entry === NONE ? NONE : this.cells[ROW * entry + TASK];
  }

  rank(row: number): number {
    const { job, jobs, calendar } = this.workings;
    return this.discipline.rank!(job.at(row), calendar.now, jobs.rankBefore(row));
  }

  /** Plays again whatever may have another winner by now. */
  private refresh(match: number, now: number): void {
    if (match >= this.places || this.cells[ROW * match + UNTIL] >= now) return;
    this.refresh(2 * match, now);
    this.refresh(2 * match + 1, now);
    this.play(match);
  }

  private play(match: number): void {
    const { cells } = this;
    const a = this.winnerOf(2 * match);
    const b = this.winnerOf(2 * match + 1);
    let winner = a === NONE ? b : a;
    let until = Math.min(this.untilOf(2 * match), this.untilOf(2 * match + 1));
    if (a !== NONE && b !== NONE) {
      const { calendar, jobs } = this.workings;
      const rowA = cells[ROW * a + TASK];
      const rowB = cells[ROW * b + TASK];
      const rankA = this.rank(rowA);
      const rankB = this.rank(rowB);
      const slopeA = cells[ROW * a + SLOPE];
      const slopeB = cells[ROW * b + SLOPE];
      const aFirst = rankA < rankB || (rankA === rankB && jobs.order[rowA] < jobs.order[rowB]);
      winner = aFirst ? a : b;
      until = Math.min(until, aFirst ? caughtUp(calendar.now, rankA, slopeA, rankB, slopeB) : caughtUp(calendar.now, rankB, slopeB, rankA, slopeA));
    }
    cells[ROW * match + WINNER] = winner;
    cells[ROW * match + UNTIL] = until;
  }

  /** The place that has come out of the match, or that it is, among the matches. */
  private winnerOf(match: number): number {
    const first = this.cells[ROW * match + WINNER];
    return match < this.places || first === NONE ? first : match;
  }

  private untilOf(match: number): number {
    return match < this.places ? this.cells[ROW * match + UNTIL] : Infinity;
  }

  private grow(): void {
    const entries = this.cells.subarray(ROW * this.places);
    this.places *= 2;
    this.cells = new Float64Array(2 * this.places * ROW).fill(NONE);
    this.cells.set(entries, ROW * this.places);
    for (let match = this.places - 1; match > 0; match--) this.play(match);
  }
}

/** The time until which the loser is surely behind; `now` where the two are too close to tell, Infinity where it stays behind for good. */
function caughtUp(now: number, rank: number, slope: number, losing: number, losingSlope: number): number {
  const closing = slope - losingSlope;
  if (!(Math.abs(closing) < Infinity)) return now;
  const gap = losing - rank;
  if (closing === 0 || !(gap < Infinity)) return Infinity;
  const size = Math.abs(rank) + Math.abs(losing);
  const speed = Math.abs(slope) + Math.abs(losingSlope);
  if (closing < 0) return gap > ROUNDING * (size + speed * now) ? Infinity : now;
  const meeting = now + gap / closing;
  return meeting < Infinity ? Math.max(now, meeting - (ROUNDING * (size + speed * meeting)) / closing) : Infinity;
}
