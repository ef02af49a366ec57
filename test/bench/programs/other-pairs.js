/** Pairs of a dispatcher and a discipline that go together, from the catalogue, whatever policies there are. */
import { part } from './dist.js';

const { catalogue } = await part('lab/catalogue.js');
const { loadScenario } = await part('lab/scenario/load-scenario.js');

/**
 * Scenarios of `count` different pairs: through dispatchers and disciplines in step, until every one that fits has been
 * in one. Jobs have a class, a deadline, a weight and a key, so that few policies lack anything; those pairs that the lab
 * refuses are passed over. Each is there again without deadlines and keys, with four nodes and with one, where it then can
 * be: those are what the loop of plain scenarios takes.
 */
export function otherPairs(count) {
  const dispatchers = Object.values(catalogue.dispatcher);
  const disciplines = Object.values(catalogue.discipline);
  const found = [];
  for (let turn = 0; found.length < count && turn < dispatchers.length * disciplines.length; turn++) {
    const rounds = Math.floor(turn / dispatchers.length);
    const pair = [dispatchers[turn % dispatchers.length], disciplines[(turn + rounds) % disciplines.length]];
    const scenario = fitting(pair, 4, all);
    if (scenario) found.push([scenario, fitting(pair, 4, {}), fitting(pair, 1, {})].filter((one) => one !== undefined));
  }
  if (found.length < count) throw new Error(`expected ${count} pairs of policies that go together, found ${found.length}`);
  return found.flat();
}

const words = ({ name, examples }) => ({ [name]: examples[0] });

/** What most policies do without. */
const all = { deadline: { exponential: { mean: 10 } }, key: { uniform: { min: 0, max: 100 } } };

/** The scenario, or undefined where the lab refuses it. */
function fitting([dispatcher, discipline], nodes, more) {
  const document = {
    name: 'others',
    arrivals: [1, 2, 3].map((priority) => ({
      class: `class ${priority}`,
      process: 'poisson',
      load: 0.7 / 3,
      size: { exponential: { mean: 1 } },
      priority,
      weight: 4 - priority,
      ...more,
    })),
    pool: { nodes, dispatch: words(dispatcher), discipline: words(discipline) },
    run: { jobs: 20_000, warmup: 'none', replications: 1 },
  };
  try {
    return loadScenario('others', JSON.stringify(document)).scenario;
  } catch (error) {
    if (error.name === 'ScenarioError') return undefined;
    throw error;
  }
}
