/** How often the selection procedure picks the best of simulated systems whose means are known. */
import { replicate } from '../../src/backends/simulated/replicate.ts';
import { Reducer } from '../../src/lab/reducer.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { Selection } from '../../src/stats/selection.ts';

export interface SelectionRun {
  readonly jobs: number;
  readonly seeds: number;
  readonly confidence: number;
  /** The least difference between mean responses that matters; the best is 2. */
  readonly indifference: number;
}

const RATE = 0.5;
const FIRST_STAGE = 10;

/**
 * Three M/M/1 systems, two of which are worse than the best by just the difference that matters: what the procedure finds
 * hardest. They run on jobs of their own, since on the same jobs they would be told apart at once.
 */
export function selections({ jobs, seeds, confidence, indifference }: SelectionRun): { readonly right: number; readonly replications: number } {
  const speeds = [2 + indifference, 2, 2 + indifference].map((response) => RATE + 1 / response);
  const loaded = speeds.map((speed) =>
    loadScenario('f', `
name: selected
arrivals: [{ class: job, process: poisson, rate: ${RATE}, size: { exponential: { mean: 1 } } }]
pool: { nodes: { speed: ${speed} } }
run: { jobs: ${jobs}, warmup: ${Math.round(jobs / 10)} }
`),
  );
  let [right, replications] = [0, 0];
  for (let seed = 0; seed < seeds; seed++) {
    const respond = (system: number, index: number) => {
      const { scenario, plan } = loaded[system];
      const own = { ...scenario, seed: `selected/${seed}/${system}` };
      return Reducer.of(own, plan, [replicate(own, index)]).samples[0].overall.response.mean!;
    };
    const selection = new Selection(Array.from({ length: FIRST_STAGE }, (_, index) => speeds.map((__, system) => respond(system, index))), { indifference: { absolute: indifference }, confidence });
    replications += FIRST_STAGE * speeds.length;
    for (let index = FIRST_STAGE; selection.selected === undefined; index++) {
      replications += selection.inContention.size;
      selection.add(new Map([...selection.inContention].map((system) => [system, respond(system, index)])));
    }
    if (selection.selected === 1) right++;
  }
  return { right: right / seeds, replications: replications / seeds };
}
