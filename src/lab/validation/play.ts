/** Plays a model that no scenario file can express under many seeds, and says where each seed's estimate lies. */
import type { Stream } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Formula } from '../../theory/define.ts';
import type { PathCase } from './case.ts';
import { type Claim, claimsOf, type Scored, scored } from './scored.ts';

export interface PathEffort {
  readonly seeds: number;
  readonly replications: number;
  /** Length of a replication over that which the case asks for. */
  readonly share: number;
  /** Begins the names of the random streams. */
  readonly chance: string;
}

/** The scores of every value that the formula predicts and the path measures. */
export function scorePath(one: PathCase, formula: Formula, { seeds, replications, share, chance }: PathEffort): readonly Scored[] {
  const { name, params, length, play } = one;
  const parsed: unknown = formula.params.parse(params);
  const claims = pathClaims(one, formula, parsed);
  try {
    one.contest?.(parsed, { length, stream: (purpose) => stream(`${chance}/${name}/contest/${purpose}`) });
  } catch (error) {
    throw new Error(`case ${name}: ${(error as Error).message}`, { cause: error });
  }
  const runs = Array.from({ length: seeds }, (_, seed) =>
    Array.from({ length: replications }, (__, replication) => {
      const streamOf = (purpose: string): Stream => stream(`${chance}/${name}/${seed}/${replication}/${purpose}`);
      return play(parsed, { length: Math.ceil(length * share), stream: streamOf });
    }),
  );
  const keys = Object.keys(runs[0][0]);
  const unknown = keys.filter((key) => !claims.some((claim) => pathKey(claim) === key));
  if (unknown.length > 0) throw new Error(`case ${name} measures ${unknown.join(', ')}, which ${one.formula} does not predict; it predicts ${claims.map(pathKey).join(', ')}`);
  return claims
    .filter((claim) => keys.includes(pathKey(claim)))
    .map((claim) => scored(claim, runs.map((replicated) => replicated.map((values) => values[pathKey(claim)]))));
}

/** Everything that a formula says of a case. */
export function pathClaims({ within }: PathCase, formula: Formula, params: unknown): readonly Claim[] {
  const prediction = formula.create(params);
  const { values, others = {}, classes = [] } = prediction;
  return [
    ...claimsOf(formula, 'overall', { ...prediction, values: { ...values, ...others } }, within),
    ...classes.flatMap((part) => claimsOf(formula, `class ${part.name}`, part, within)),
  ];
}

/** `response`, or `CLASS response`. */
function pathKey({ scope, key }: Claim): string {
  return scope === 'overall' ? key : `${scope.slice('class '.length)} ${key}`;
}
