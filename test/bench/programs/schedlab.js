/** Ours, through the path that the lab takes: `replicate`, with pluggable policies and full statistics. */
import { dist } from './dist.js';
import { meanOf, measure } from './measure.js';
import { scenarioOf } from './scenario.js';

measure(({ seed, ...model }) => {
  const { recording } = dist.replicate(scenarioOf(dist, { ...model, seed: `bench-${seed}` }), 0);
  return meanOf(dist.joinSections(recording.sections));
});
