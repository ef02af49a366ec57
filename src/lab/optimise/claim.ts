/** What was found, in sentences: what is proven, at which confidence, and what is not. */
import { nameOf } from './field.ts';
import type { Optimised } from './optimise.ts';

export function claimOf(found: Optimised): string[] {
  const { contradiction, field } = found;
  const budget = field.interrupted ? 'it was interrupted' : `the budget of ${field.problem.budget} replications ended`;
  return [
    ...(field.problem.objective.metrics.length === 0 ? byCost(found, budget) : bySimulation(found, budget)),
    ...(contradiction ? [`what was assumed does not hold: ${nameOf(contradiction[0].values)} is infeasible, ${nameOf(contradiction[1].values)} is feasible; nothing was assumed from there on`] : []),
  ];
}

function byCost({ answer, cheaper, status, field }: Optimised, budget: string): string[] {
  const { candidates, infeasible, withoutRun, assumed, open } = cheaper!;
  const level = percent(field.problem.confidence);
  const reasons = [
    ...(infeasible - withoutRun > 0 ? [`${infeasible - withoutRun} by simulation`] : []),
    ...(withoutRun > 0 ? [`${withoutRun} without a run, for want of a steady state or by a constraint that is known exactly`] : []),
    ...(assumed > 0 ? [`${assumed} by what is assumed`] : []),
  ].join(', ');
  const which = `${candidates === 1 ? 'the one candidate that is cheaper' : `each of the ${candidates} cheaper candidates`}`;
  if (status === 'infeasible') return [`no candidate is feasible: each of the ${candidates} is proven infeasible (${reasons}); all verdicts hold together at ${level} confidence`];
  if (!answer) return [`no candidate was proven feasible before ${budget}: of ${candidates} candidates ${infeasible + assumed === 1 ? 'one is' : `${infeasible + assumed} are`} infeasible, ${open === 1 ? 'one is' : `${open} are`} not decided; all verdicts hold together at ${level} confidence`];
  const proven = `${nameOf(answer.values)} is feasible`;
  if (status === 'optimal') return [candidates === 0 ? `${proven}, and none is cheaper` : `${proven}, and ${which} is infeasible (${reasons}); all verdicts hold together at ${level} confidence`];
  return [`${proven}, but it may not be the cheapest: ${budget} before ${open === 1 ? 'one' : open} of ${candidates} cheaper candidates ${open === 1 ? 'was' : 'were'} decided; all verdicts hold together at ${level} confidence`];
}

function bySimulation({ answer, choice, status, field }: Optimised, budget: string): string[] {
  const { confidence, size, constraints } = field.problem;
  if (status === 'infeasible') return [`no candidate is feasible: each of the ${size} is proven infeasible; all verdicts hold together at ${percent(confidence)} confidence`];
  if (!answer || !choice) return [field.interrupted || (choice?.undecided ?? 0) > 0 ? `no candidate was proven feasible before ${budget}` : 'no feasible candidate was found, which does not prove that there is none'];
  const { contenders, feasible, undecided } = choice;
  const kept = constraints.length > 0 ? `${nameOf(answer.values)} is feasible` : nameOf(answer.values);
  if (status === 'best found') {
    const left = undecided > 0 ? `${undecided === 1 ? 'one that may be better was' : `${undecided} that may be better were`} decided` : 'it was proven the best of them';
    return [`${kept}${constraints.length > 0 ? ' and' : ''} had the least mean of ${feasible} candidates, but ${budget} before ${left}`];
  }
  const among = status === 'optimal' ? `of all ${size} candidates` : `of ${contenders} finalists out of ${size} candidates`;
  const search = status === 'optimal' ? [] : ['the finalists were found by a search that goes downhill: a better valley elsewhere is not ruled out'];
  return [`${kept}${constraints.length > 0 ? ', and it' : ''} is the best ${among}, or within ${percent(field.problem.indifference)} of it, at ${percent(confidence)} confidence`, ...search];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))} %`;
}
