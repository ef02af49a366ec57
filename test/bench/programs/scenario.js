/** The two models as scenarios of ours, built by hand as the lab builds them from files. */

/** Nodes of one slot under first come, first served; exponential sizes of mean 1. `dist` holds the definitions. */
export function scenarioOf(dist, { nodes, load, customers, seed, dispatcher, discipline = 'fcfs' }) {
  const rate = load * nodes;
  const { exponential } = dist.distributions;
  return {
    name: 'bench',
    seed,
    classes: [{ name: 'job', priority: 0 }],
    sources: [{ name: 'job', class: 0, process: dist.arrivals.poisson.create({}, { rate }), size: exponential.create({ mean: 1 }) }],
    pool: {
      nodes: Array.from({ length: nodes }, () => ({ slots: 1, speed: 1, capacity: Infinity })),
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
