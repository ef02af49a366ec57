/** Peak memory of ours against the number of jobs: it must not grow. */
import { models } from './models.js';
import { runOnce } from './race.js';

export const MOST_MEBIBYTES = 80;
/** Garbage collection comes when it pleases: peaks of equal programs differ by this much. */
const FLAT_WITHIN_MEBIBYTES = 12;

export function memory(schedlab, sizes, progress) {
  return models
    .filter(({ peers }) => peers)
    .map((model) => {
      const peaks = sizes.map((customers) => {
        progress(`memory: ${model.name}, ${customers} jobs`);
        return { customers, maxRssMiB: runOnce(schedlab, model, customers, 1).maxRssMiB };
      });
      const rss = peaks.map(({ maxRssMiB }) => maxRssMiB);
      const rise = rss.at(-1) - rss[0];
      return { model: model.name, title: model.title, peaks, small: Math.max(...rss) < MOST_MEBIBYTES, flat: rise < FLAT_WITHIN_MEBIBYTES, rise };
    });
}
