import type { CommandModule } from 'yargs';
import { interruptible } from './interrupt.ts';
import { runStudy, studyOptions, type StudyOptions } from './study.ts';

export const compare: CommandModule<object, StudyOptions> = {
  command: 'compare <file>',
  describe: 'Compare variants of a scenario on the same jobs: paired differences, and what is proven',
  builder: (argv) =>
    studyOptions(argv, 'compare')
      .option('until-decided', { type: 'boolean', default: false, describe: 'go on until one variant is selected: the best, or within compare.indifference of it' })
      .example('$0 compare scenarios/sizes.yaml', 'disciplines under heavy tails, also by the size of the job')
      .example("$0 compare scenarios/mm1.yaml --set 'compare={ discipline: [fcfs, ps, srpt] }'", 'what is compared may be given here'),
  handler: (options) => interruptible((signal) => runStudy('compare', options, signal)),
};
