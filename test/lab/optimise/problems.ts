import { assembleOptimisation } from '../../../src/lab/optimise/assemble.ts';
import { optimise } from '../../../src/lab/optimise/optimise.ts';
import { loadProblem } from '../../../src/lab/optimise/problem.ts';
import { optimisation, type Optimisation } from '../../../src/optimisation.ts';

/** A scenario of Poisson arrivals and exponential sizes of mean 1 with a section `optimise`, as YAML. */
export function scenario({ rate = 4, pool = 'nodes: { slots: 10 }', jobs = 2000, warmup = 'auto', seed = 'optimise' }, section: string): string {
  return `name: test
seed: ${seed}
time: ms
arrivals:
  - { class: web, process: poisson, rate: ${rate}, size: { exponential: { mean: 1 } } }
pool: { ${pool} }
run: { jobs: ${jobs}, replications: 10, warmup: ${warmup} }
optimise:
${section.replace(/^/gm, '  ')}
`;
}

/** Runs it in this thread; what comes out keeps the contract. */
export async function solve(text: string, signal?: AbortSignal): Promise<Optimisation> {
  const found = await optimise(loadProblem('test.yaml', text), { signal });
  return optimisation.parse(JSON.parse(JSON.stringify(assembleOptimisation(found))));
}
