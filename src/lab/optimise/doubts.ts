import type { Candidate } from '../../optimisation.ts';

/**
 * Where theory knows a constraint exactly and its interval does not hold that value, the replications are too short: each has
 * a bias of its own (percentiles most of all, where the load is high), which no number of them takes away.
 */
export function doubtsOf(candidates: readonly Candidate[]): string[] {
  const off = candidates.flatMap(({ name, constraints }) =>
    constraints.flatMap(({ difference, estimate, theory }) => {
      if (!estimate || estimate.halfWidth === null || theory?.kind !== 'exact' || theory.value === 'Infinity') return [];
      return Math.abs(estimate.mean - theory.value) > estimate.halfWidth + 1e-9 * Math.abs(theory.value) ? [`${difference} of ${name}`] : [];
    }),
  );
  if (off.length === 0) return [];
  const rest = off.length > 1 ? ` and ${off.length - 1} more` : '';
  return [`theory's exact value is outside the interval of ${off[0]}${rest}: the replications are too short and biased, make run.jobs larger`];
}
