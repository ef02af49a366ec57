import type { Command } from './commands.ts';
import { interruptible } from './interrupt.ts';
import { runStudy, studyOptions, type StudyOptions } from './study.ts';

export const compare: Command<StudyOptions> = {
  builder: (argv) =>
    studyOptions(argv, 'compare')
      .option('until-decided', { type: 'boolean', default: false, describe: 'go on until one variant is selected: the best, or within compare.indifference of it' })
      .epilogue(
        'The section compare lists what differs, by short name or path (compare: { dispatch: [jsq, random] }), or variants by name. Beside it, ' +
          'precision: 1 % adds replications until the differences are known that well, and indifference: 2 % is what --until-decided settles; ' +
          'metric and statistic say of what. Intervals of differences hold for all pairs of variants at once; worse is what is proven by them.',
      )
      .example('$0 compare scenarios/sizes.yaml', 'disciplines under heavy tails, also by the size of the job')
      .example("$0 compare scenarios/mm1.yaml --set 'compare={ discipline: [fcfs, ps, srpt] }'", 'what is compared may be given here')
      .example('$0 compare scenarios/load-balancing.yaml --until-decided --set compare.indifference=2%', 'until one is selected: the best, or within 2 % of it'),
  handler: (options) => interruptible((signal) => runStudy('compare', options, signal)),
};
