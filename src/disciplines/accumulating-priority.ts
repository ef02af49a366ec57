import { none } from '../params.ts';
import { discipline } from './define.ts';

export const accumulatingPriority = discipline({
  name: 'accumulating-priority',
  about: 'Delay-dependent priority: a waiting task gains priority in proportion to its wait and the `weight` of its class; the greatest goes next, without preemption.',
  source: 'Kleinrock 1964, Naval Research Logistics Quarterly 11; Kleinrock 1976, section 3.7; Stanford, Taylor and Ziedins 2014',
  needs: [],
  cost: 'O(classes)',
  params: none,
  examples: [{}],
  create: (_, { classes }) => {
    const weights = classes.map(({ weight }) => weight);
    return {
      mechanism: 'ordered',
      preemptive: false,
      ties: 'first',
      next(lines) {
        let best = -1;
        let greatest = -Infinity;
        let came = Infinity;
        // Within a class the first to come has gained most.
        for (let jobClass = 0; jobClass < lines.classes; jobClass++) {
          if (lines.waiting(jobClass) === 0) continue;
          const { arrival, id } = lines.head(jobClass);
          const gained = weights[jobClass] * (lines.now - arrival);
          if (gained < greatest || (gained === greatest && id > came)) continue;
          best = jobClass;
          greatest = gained;
          came = id;
        }
        return best;
      },
    };
  },
});
