import type { Command } from './commands.ts';
import { interruptible } from './interrupt.ts';
import { runStudy, studyOptions, type StudyOptions } from './study.ts';

export const sweep: Command<StudyOptions> = {
  builder: (argv) =>
    studyOptions(argv, 'sweep')
      .epilogue('The section sweep lists values by short name or path (sweep: { load: [0.5, 0.9], nodes: [10, 100] }); several make a grid. Variants of a section compare run at every point, a line for each.')
      .example('$0 sweep scenarios/load-balancing.yaml', 'mean response against load, one line per policy')
      .example("$0 sweep scenarios/mm1.yaml --set 'sweep={ load: [0.5, 0.7, 0.9] }'", 'what varies may be given here'),
  handler: (options) => interruptible((signal) => runStudy('sweep', options, signal)),
};
