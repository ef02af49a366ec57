import type { Estimate } from '../../model.ts';
import type { Candidate, Optimisation } from '../../optimisation.ts';
import { estimate } from '../../stats/interval.ts';
import { paired } from '../../stats/paired.ts';
import { VERSION } from '../../version.ts';
import { labelOf } from '../study/parameters.ts';
import { claimOf } from './claim.ts';
import { doubtsOf } from './doubts.ts';
import { nameOf } from './field.ts';
import type { Optimised } from './optimise.ts';
import type { Point } from './point.ts';
import type { Problem } from './problem.ts';
import { type Predicted, theoryAnswer, theoryOf } from './theory.ts';
import { neighbours } from './variables.ts';

/** Lays out what was found: the content of `optimise.json`. */
export function assembleOptimisation(found: Optimised): Optimisation {
  const { field, answer, cheaper, choice, status } = found;
  const { problem } = field;
  const { base } = problem;
  const { scenario, about, unit, record } = base;
  const looked = field.points.filter(({ replications, steady }) => replications > 0 || !steady);
  const run = looked.filter(({ replications }) => replications > 0);
  const known = new Map<Point, Candidate>();
  const candidate = (point: Point) => known.get(point) ?? known.set(point, candidateOf(point, problem)).get(point)!;
  const candidates = looked.map(candidate);
  const beside = answer ? besides(answer, found) : [];
  return {
    schedlab: VERSION,
    name: scenario.name,
    ...(about !== undefined && { about }),
    ...(unit !== undefined && { unit }),
    seed: scenario.seed,
    scenario: record,
    backend: 'simulated',
    problem: problemOf(problem),
    status,
    answer: answer ? candidate(answer) : null,
    neighbours: beside.map(({ variable, point, difference }) => ({ variable, candidate: candidate(point), ...(difference && { difference }) })),
    claim: [...claimOf(found), ...doubtsOf(candidates)],
    ...(cheaper && { cheaper }),
    ...(choice && { choice: { contenders: choice.contenders, feasible: choice.feasible, indifference: choice.indifference, decided: choice.decided, undecided: choice.undecided } }),
    ...theory(found),
    spent: { candidates: run.length, replications: field.spent, jobs: run.reduce((sum, { jobs }) => sum + jobs, 0), ...(field.interrupted && { interrupted: true as const }) },
    candidates,
  };
}

function problemOf({ objective, constraints, variables, where, size, confidence, budget }: Problem): Optimisation['problem'] {
  return {
    minimise: objective.text,
    subjectTo: constraints.map(({ text }) => text),
    over: variables.map(({ name, path, kind, count, value, step, assume }) => ({
      name, path, kind, values: count, from: value(0), to: value(count - 1), ...(step !== undefined && { step }), ...(kind === 'choice' && { choices: Array.from({ length: count }, (_, index) => labelOf(value(index))) }), ...(assume && { assume }),
    })),
    where: { ...where },
    candidates: size,
    confidence,
    budget,
  };
}

function candidateOf(point: Point, { objective, constraints, confidence }: Problem): Candidate {
  const { values, state, scene, replications, judged } = point;
  const say = theoryOf(point);
  const cost = objective.metrics.length === 0 ? objective.evaluate((name) => values[name] as number) : undefined;
  const mean = cost === undefined ? estimate(point.objective, confidence) : undefined;
  return {
    name: nameOf(values),
    values,
    state,
    ...(scene.overload && { load: scene.overload.load }),
    replications,
    objective: { ...(cost !== undefined && { exact: finite(cost) }), ...(mean && { estimate: mean }), ...predictedBy(say(objective)) },
    constraints: constraints.map((constraint, i) => {
      const own = point.constraints[i];
      const said = { text: constraint.text, difference: constraint.difference, ...predictedBy(say(constraint)) };
      if (typeof own === 'number') return { ...said, exact: finite(own), verdict: own <= 0 ? 'holds' : 'fails' };
      return { ...said, ...(judged[i] && { estimate: judged[i].estimate }), verdict: judged[i]?.verdict ?? 'undecided' };
    }),
  };
}

function besides(answer: Point, { field }: Optimised): { readonly variable: string; readonly point: Point; readonly difference?: Estimate | undefined }[] {
  const { problem } = field;
  const beside = neighbours(answer.place, problem.variables);
  const level = 1 - (1 - problem.confidence) / Math.max(1, beside.length);
  return beside.flatMap(({ variable, place }) => {
    const point = field.known(place);
    if (!point) return [];
    const common = Math.min(point.objective.length, answer.objective.length);
    return [{ variable: variable.name, point, difference: paired(point.objective.slice(0, common), answer.objective.slice(0, common), level)?.difference }];
  });
}

function theory({ field, answer }: Optimised): Pick<Optimisation, 'theory'> {
  const best = theoryAnswer(field, answer);
  if (!best || !Number.isFinite(best.value)) return {};
  return { theory: { name: nameOf(best.point.values), values: best.point.values, objective: best.value, same: best.point === answer, kind: best.kind } };
}

function predictedBy(said: Predicted | undefined): { readonly theory?: { value: number | 'Infinity'; kind: string } } {
  if (!said || said.value === -Infinity) return {};
  return { theory: { value: said.value === Infinity ? 'Infinity' : said.value, kind: said.kind } };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
