import { type Cheaper, cheapest, MOST_RANKED, type Search } from './cheapest.ts';
import { compass } from './compass.ts';
import { Field, type FieldOptions } from './field.ts';
import { spending } from './looks.ts';
import type { Point } from './point.ts';
import type { Problem } from './problem.ts';
import { type Choice, select } from './select.ts';
import { neighbours, placeOf } from './variables.ts';

/** What was found, with everything that was run for it. */
export interface Optimised {
  readonly answer?: Point | undefined;
  /**
   * `optimal`: the best of all candidates; `selected`: the best of the finalists of a search; `best found`: better ones may
   * be left, the budget ended; `infeasible`: proven that there is none; `none found`: none was, which proves nothing.
   */
  readonly status: 'optimal' | 'selected' | 'best found' | 'infeasible' | 'none found';
  readonly cheaper?: Cheaper;
  readonly choice?: Choice;
  readonly contradiction?: Search['contradiction'];
  readonly field: Field;
}

/** So many candidates or fewer are all run where the objective is simulated. */
const FEW = 32;
/** How often the finalists may be joined by the neighbours of the best of them. */
const MOST_ROUNDS = 5;

/** Looks for the least objective among the candidates that keep the constraints; everything that is proven holds together at the problem's confidence. */
export async function optimise(problem: Problem, options: FieldOptions = {}): Promise<Optimised> {
  const { objective, constraints, confidence } = problem;
  const simulated = { objective: objective.metrics.length > 0, constraints: constraints.some(({ metrics }) => metrics.length > 0) };
  const error = (1 - confidence) / (simulated.objective && simulated.constraints ? 2 : 1);
  const field = new Field(problem, error, options);
  checkCorners(field);
  const found = simulated.objective ? await bySimulation(field, error) : await byCost(field);
  await besides(field, found.answer);
  return { ...found, field };
}

async function byCost(field: Field): Promise<Omit<Optimised, 'field'>> {
  const { size } = field.problem;
  if (size > MOST_RANKED) throw new Error(`there are ${size} candidates, more than the ${MOST_RANKED} that can be ordered by cost: make ranges shorter or tolerances larger`);
  const { answer, complete, cheaper, contradiction } = await cheapest(field);
  const status = answer ? (complete ? 'optimal' : 'best found') : complete ? 'infeasible' : 'none found';
  return { answer, status, ...(cheaper && { cheaper }), ...(contradiction && { contradiction }) };
}

async function bySimulation(field: Field, error: number): Promise<Omit<Optimised, 'field'>> {
  const { size, variables } = field.problem;
  if (size <= FEW) {
    const all = Array.from({ length: size }, (_, number) => field.at(placeOf(number, variables)));
    const choice = await select(field, all.filter(({ state }) => state !== 'infeasible'), 0, error);
    const proven = all.every(({ state }) => state === 'infeasible');
    return { answer: choice.answer, choice, status: choice.answer ? (choice.decided ? 'optimal' : 'best found') : proven ? 'infeasible' : 'none found' };
  }
  let finalists = await compass(field);
  let choice: Choice | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const seen = Math.max(0, ...field.points.map(({ replications }) => replications));
    // Whichever round is the last, its error is part of what is allowed.
    choice = await select(field, finalists.filter(({ state }) => state !== 'infeasible'), seen, error * spending(round + 1));
    const beside = choice.answer ? neighbours(choice.answer.place, variables).map(({ place }) => field.at(place)) : [];
    const further = beside.filter((point) => !finalists.includes(point) && point.steady);
    if (further.length === 0 || !choice.decided || field.interrupted) break;
    if (!(await field.sample(further.map((point) => [point, choice!.answer!.replications] as const)))) break;
    finalists = [choice.answer!, ...beside.filter(({ steady }) => steady)];
  }
  const answer = choice?.answer;
  return { answer, ...(choice && { choice }), status: answer ? (choice!.decided && !field.interrupted ? 'selected' : 'best found') : 'none found' };
}

/** The answer's neighbours are looked at, if only to be shown. */
async function besides(field: Field, answer: Point | undefined): Promise<void> {
  if (!answer) return;
  for (const { place } of neighbours(answer.place, field.problem.variables)) {
    const point = field.at(place);
    if (point.steady && point.looks === 0) await field.look([point]);
  }
}

/** Candidates at the ends of ranges, and every choice, are looked at before anything is run: a fault in them is a fault of the file. */
function checkCorners(field: Field): void {
  const { variables } = field.problem;
  for (const [i, { kind, count }] of variables.entries()) {
    const indices = kind === 'choice' ? Array.from({ length: count }, (_, index) => index) : [0, count - 1];
    for (const index of indices) field.at(variables.map((_, other) => (other === i ? index : 0)));
  }
}
