/**
 * Ours after twenty other pairs of policies have run in the same process, as in a comparison or a sweep: the engine's
 * inline caches have then seen every mechanism.
 */
import { dist } from './dist.js';
import { measure } from './measure.js';
import { scenarioOf } from './scenario.js';

const others = { nodes: 4, load: 0.7, customers: 20_000, seed: 'others' };
const disciplines = Object.keys(dist.disciplines);
const dispatchers = Object.keys(dist.dispatchers);
for (let i = 0; i < 20; i++) {
  const dispatcher = dispatchers[i % dispatchers.length];
  const discipline = disciplines[Math.floor(i / dispatchers.length + i) % disciplines.length];
  dist.replicate(scenarioOf(dist, { ...others, dispatcher, discipline }), i);
}

measure(({ seed, ...model }) => {
  const { recording } = dist.replicate(scenarioOf(dist, { ...model, seed: `after-${seed}` }), 0);
  return dist.joinSections(recording.sections).classes[0].response.moments.mean;
});
