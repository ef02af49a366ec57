/** The models as scenarios of ours, built by hand as the lab builds them from files. */

/** Nodes of one slot, whose speeds go round a list; exponential sizes of mean 1. `dist` holds the definitions. */
export function scenarioOf(dist, { nodes, load, customers, seed, dispatcher, discipline = 'fcfs', speeds = [1] }) {
  const pool = Array.from({ length: nodes }, (_, i) => ({ slots: 1, speed: speeds[i % speeds.length], capacity: Infinity }));
  const rate = load * pool.reduce((sum, { speed }) => sum + speed, 0);
  const size = dist.distributions.exponential.create({ mean: 1 });
  return {
    name: 'bench',
    seed,
    classes: [{ name: 'job', priority: 0, weight: 1 }],
    sources: [{ name: 'job', class: 0, process: dist.arrivals.poisson.create({}, { rate }), size }],
    workload: { rate, size, classes: [{ rate, size }] },
    pool: {
      nodes: pool,
      capacity: Infinity,
      dispatch: policy(dist.dispatchers[dispatcher ?? 'jsq'], dispatcher ? undefined : { ties: 'first' }),
      discipline: policy(dist.disciplines[discipline]),
    },
    horizon: { unit: 'jobs', length: customers, warmup: 0 },
  };
}

function policy(definition, params = definition.examples[0]) {
  const { name, needs } = definition;
  return { name, params, needs, create: (setup) => definition.create(params, setup) };
}
