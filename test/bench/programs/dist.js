/** The built program's parts that the benchmark drives; SCHEDLAB_BENCH_DIST names another build to measure. */
import { pathToFileURL } from 'node:url';

const root = process.env.SCHEDLAB_BENCH_DIST
  ? pathToFileURL(`${process.env.SCHEDLAB_BENCH_DIST}/`)
  : new URL('../../../dist/', import.meta.url);
/** One module of it. */
export const part = (path) => import(new URL(path, root).href);

/** What simulates, and nothing else: memory is measured too. */
export const dist = {
  ...(await part('backends/simulated/replicate.js')),
  ...(await part('stats/recording.js')),
  arrivals: await part('arrivals/index.js'),
  distributions: await part('random/distributions/index.js'),
  dispatchers: await part('dispatchers/index.js'),
  disciplines: await part('disciplines/index.js'),
};
