/** The objective is simulated: the best of some candidates that are feasible. */
import { paired } from '../../stats/paired.ts';
import { Selection } from '../../stats/selection.ts';
import { mean } from './compass.ts';
import type { Field } from './field.ts';
import { spending } from './looks.ts';
import type { Point } from './point.ts';

/** How the answer was chosen. */
export interface Choice {
  readonly answer?: Point;
  /** Candidates that were compared. */
  readonly contenders: number;
  readonly feasible: number;
  /** The least difference that matters, in the unit of the objective. */
  readonly indifference: number;
  /** Whether the procedure came to its end within the budget. */
  readonly decided: boolean;
  /** Candidates that may be better, had it been decided whether they are feasible. */
  readonly undecided: number;
}

/** What the procedure of selection begins with, at least. */
const FIRST_STAGE = 10;
const BATCH = 10;
/** Of what is left of the budget, for feasibility. */
const SHARE = 0.7;

/**
 * Decides which contenders are feasible, leaving out those that are proven worse than one that is; then selects
 * (src/stats/selection.ts), both on the replications from number `fresh` on. `error` is the chance of a wrong choice that is allowed:
 * half of it for leaving out, half for the selection, whose constant is that of all contenders.
 */
export async function select(field: Field, contenders: readonly Point[], fresh: number, error: number): Promise<Choice> {
  const { problem } = field;
  const most = field.spent + SHARE * (problem.budget - field.spent);
  const out = new Set<Point>();
  let open = undecided();
  while (open.length > 0) {
    const least = Math.min(...open.map(({ looks }) => looks));
    if (!(await field.look(open.filter(({ looks }) => looks === least), most))) break;
    leaveOut();
    open = undecided();
  }
  const feasible = contenders.filter((point) => point.state === 'feasible' && !out.has(point));
  const chosen = await best(feasible);
  const { answer } = chosen;
  const maybe = open.filter((point) => !answer || mean(point.objective) < mean(answer.objective));
  return { ...chosen, contenders: contenders.length, feasible: feasible.length, decided: chosen.decided && maybe.length === 0, undecided: maybe.length };

  function undecided(): Point[] {
    return contenders.filter((point) => point.state === 'undecided' && !out.has(point));
  }

  /** Bonferroni over all pairs and looks, on replications by which they were not chosen as contenders. */
  function leaveOut(): void {
    const pairs = contenders.length * (contenders.length - 1);
    for (const point of undecided()) {
      const level = 1 - (error / Math.max(1, pairs)) * spending(point.looks);
      const worse = contenders.some((other) => {
        if (other.state !== 'feasible') return false;
        const count = Math.min(other.objective.length, point.objective.length);
        const difference = paired(point.objective.slice(fresh, count), other.objective.slice(fresh, count), level)?.difference;
        return difference !== undefined && difference.mean - (difference.halfWidth ?? Infinity) > 0;
      });
      if (worse) out.add(point);
    }
  }

  async function best(among: readonly Point[]): Promise<Pick<Choice, 'answer' | 'decided' | 'indifference'>> {
    if (among.length === 0) return { decided: true, indifference: 0 };
    const stage = Math.max(FIRST_STAGE, problem.first);
    let taken = fresh + stage;
    if (!(await field.sample(among.map((point) => [point, taken] as const)))) return { answer: leastOf(among), decided: among.length === 1, indifference: 0 };
    const indifference = problem.indifference * Math.abs(mean(leastOf(among).objective)) || Number.MIN_VALUE;
    if (among.length === 1) return { answer: among[0], decided: true, indifference };
    const confidence = 1 - (error / 2) * ((among.length - 1) / (contenders.length - 1));
    const rows = Array.from({ length: stage }, (_, i) => among.map(({ objective }) => objective[fresh + i]));
    const selection = new Selection(rows, { indifference: { absolute: indifference }, confidence });
    while (selection.selected === undefined) {
      const left = [...selection.inContention].map((index) => among[index]);
      if (!(await field.sample(left.map((point) => [point, taken + BATCH] as const)))) return { answer: leastOf(left), decided: false, indifference };
      for (const end = taken + BATCH; taken < end && selection.selected === undefined; taken++) selection.add(among.map(({ objective }) => objective[taken]));
    }
    return { answer: among[selection.selected], decided: true, indifference };
  }
}

function leastOf(points: readonly Point[]): Point {
  const common = Math.min(...points.map(({ objective }) => objective.length));
  const value = ({ objective }: Point) => mean(objective.slice(0, common));
  return points.reduce((least, point) => (value(point) < value(least) ? point : least));
}
