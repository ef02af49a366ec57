/** The models as scenarios of ours, built by hand as the lab builds them from files. */

/**
 * Nodes of one slot, whose speeds go round a list. Sizes: `{ name: params }` of a distribution, exponential of mean 1 unless
 * given. Classes of equal rates, the first the most urgent. `dist` holds the definitions.
 */
export function scenarioOf(
  dist,
  { nodes, load, customers, seed, dispatcher, discipline = 'fcfs', params, speeds = [1], classes = 1, size: law = { exponential: { mean: 1 } } },
) {
  const pool = Array.from({ length: nodes }, (_, i) => ({ slots: 1, speed: speeds[i % speeds.length], capacity: Infinity }));
  const [[name, about]] = Object.entries(law);
  const size = named(dist.distributions, name).create(about);
  const rate = (load * pool.reduce((sum, { speed }) => sum + speed, 0)) / size.mean;
  const names = Array.from({ length: classes }, (_, i) => `class ${i}`);
  return {
    name: 'bench',
    seed,
    classes: names.map((className, priority) => ({ name: className, priority, weight: 1 })),
    sources: names.map((className, index) => ({ name: className, class: index, process: dist.arrivals.poisson.create({}, { rate: rate / classes }), size })),
    workload: { rate, size, classes: names.map(() => ({ rate: rate / classes, size })) },
    pool: {
      nodes: pool,
      capacity: Infinity,
      dispatch: policy(named(dist.dispatchers, dispatcher ?? 'jsq'), dispatcher ? undefined : { ties: 'first' }),
      discipline: policy(named(dist.disciplines, discipline), params),
    },
    horizon: { unit: 'jobs', length: customers, warmup: 0 },
  };
}

const named = (definitions, name) => Object.values(definitions).find((definition) => definition.name === name);

function policy(definition, given) {
  const { name, needs } = definition;
  const params = definition.params.parse(given ?? definition.examples[0]);
  return { name, params, needs, create: (setup) => definition.create(params, setup) };
}
