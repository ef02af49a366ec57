/** Ours, through the path that the lab takes: `replicate`, with pluggable policies and full statistics. */
import { dist } from './dist.js';
import { measure } from './measure.js';
import { scenarioOf } from './scenario.js';

measure(({ seed, ...model }) => meanResponse(scenarioOf(dist, { ...model, seed: `bench-${seed}` })));

function meanResponse(scenario) {
  const { recording } = dist.replicate(scenario, 0);
  return dist.joinSections(recording.sections).classes[0].response.moments.mean;
}
