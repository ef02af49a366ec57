/**
 * Ours after twenty other pairs of policies have run in the same process, as in a comparison or a sweep: the engine's
 * inline caches have then seen every mechanism.
 */
import { dist } from './dist.js';
import { meanOf, measure } from './measure.js';
import { otherPairs } from './other-pairs.js';
import { scenarioOf } from './scenario.js';

for (const [index, scenario] of otherPairs(20).entries()) dist.replicate(scenario, index);

measure(({ seed, ...model }) => {
  const { recording } = dist.replicate(scenarioOf(dist, { ...model, seed: `after-${seed}` }), 0);
  return meanOf(dist.joinSections(recording.sections));
});
