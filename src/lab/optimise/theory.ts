/** What theory says of candidates, and of the whole problem. */
import { isBounded } from '../../scenario.ts';
import { oracle } from '../../theory/oracle.ts';
import { RANK, type Kind } from '../../theory/define.ts';
import type { Expression } from './expression.ts';
import type { Field } from './field.ts';
import { predicted } from './metric-names.ts';
import type { Point } from './point.ts';
import { placeOf } from './variables.ts';

export interface Predicted {
  readonly value: number;
  /** Of the least certain formula that it rests on. */
  readonly kind: string;
}

/** The value of an expression with what theory says of its metrics; undefined where it does not know them all, or there are none. */
export type Oracle = (expression: Expression) => Predicted | undefined;

export function theoryOf(point: Point): Oracle {
  const { scenario } = point.scene.loaded;
  let found: ReturnType<typeof oracle>['findings'] | undefined;
  return (expression) => {
    if (expression.metrics.length === 0 || !point.steady) return undefined;
    found ??= oracle(scenario).findings;
    const known = new Map<string, number>();
    let kind = 'exact';
    for (const metric of expression.metrics) {
      const one = metric.metric === 'loss' && !isBounded(scenario.pool) ? { value: 0, kind: 'exact' } : predicted(metric, found);
      if (!one) return undefined;
      known.set(metric.name, one.value);
      if (RANK[one.kind as Kind] > RANK[kind as Kind]) kind = one.kind;
    }
    const value = expression.evaluate((name) => known.get(name) ?? (point.values[name] as number));
    return Number.isNaN(value) ? undefined : { value, kind };
  };
}

/** Theory is asked about no more candidates than these. */
const MOST_ASKED = 300;

export interface TheoryAnswer extends Predicted {
  readonly point: Point;
}

/** What differs by less is rounding. */
const ROUNDING = 1e-9;

/** The best candidate by theory alone, `answer` if it is as good as any; undefined where it does not know every one, or there are too many to ask. */
export function theoryAnswer(field: Field, answer: Point | undefined): TheoryAnswer | undefined {
  const { size, variables, objective, constraints } = field.problem;
  if (size > MOST_ASKED || [objective, ...constraints].every(({ metrics }) => metrics.length === 0)) return undefined;
  let best: TheoryAnswer | undefined;
  let kind = 'exact';
  for (let number = 0; number < size; number++) {
    const point = field.at(placeOf(number, variables));
    if (!point.steady) continue;
    const say = theoryOf(point);
    const exact = (expression: Expression) => ({ value: expression.evaluate((name) => point.values[name] as number), kind: 'exact' });
    const all = [objective, ...constraints].map((expression) => (expression.metrics.length === 0 ? exact(expression) : say(expression)));
    if (all.some((one) => one === undefined)) return undefined;
    const [cost, ...kept] = all as Predicted[];
    kind = (all as Predicted[]).reduce((worst, one) => (RANK[one.kind as Kind] > RANK[worst as Kind] ? one.kind : worst), kind);
    const margin = ROUNDING * Math.abs(best?.value ?? 0) * (point === answer ? 1 : -1);
    if (kept.every(({ value }) => value <= 0) && !(best && best.value + margin < cost.value)) best = { point, value: cost.value, kind };
  }
  return best && { ...best, kind };
}
