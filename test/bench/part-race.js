/** Speed: ours against C programs written for each model, and against other simulators, all means checked. */
import { deviations } from './agreement.js';
import { contenders } from './contenders.js';
import { median, medianRatio, race, speed } from './race.js';
import { passed, publish, table } from './report.js';

/** What is held against C and the others: the policies pluggable, full statistics, nothing fresh. */
const OURS = 'schedlab-after-others';

export function partRace({ models, rounds, seconds }, progress) {
  const all = contenders(progress);
  const races = models.map((model) => {
    const entered = all.filter(({ onlyQueues }) => model.peers || !onlyQueues);
    const present = entered.filter(({ missing }) => !missing);
    return summary(model, entered, race(present, model, { rounds, seconds }, progress));
  });
  progress('');
  publish('bench', 'Speed against C and other simulators', sections(races, rounds), { rounds, seconds, races });
  return races.every(({ share, programs }) => share?.met !== false && programs.every(({ agrees, met }) => agrees !== false && met !== false));
}

function summary({ name, title, truth, target }, entered, runs) {
  const checked = deviations(runs, truth);
  const ours = runs.get(OURS);
  const c = runs.get('c');
  const programs = entered.map(({ name: program, title: programTitle, version, missing, least }) => {
    if (missing) return { name: program, title: programTitle, missing };
    const own = runs.get(program);
    const { mean, deviation, agrees } = checked.find((check) => check.name === program);
    const oursIsFaster = medianRatio(ours, own);
    return {
      name: program,
      title: programTitle,
      version,
      customersPerSecond: median(own.map(speed)),
      ...(c && { shareOfC: medianRatio(own, c) }),
      oursIsFaster,
      ...(least && { least, met: oursIsFaster >= least }),
      meanResponse: mean,
      deviation,
      agrees,
      runs: own,
    };
  });
  const measured = c && medianRatio(ours, c);
  return { name, title, truth, ...(c && { share: { least: target, measured, met: measured >= target } }), programs };
}

function sections(races, rounds) {
  const goals = races.map(({ title, share }) => (share ? [title, share.measured.toFixed(3), `${share.least} ${passed(share.met)}`] : [title, 'no C compiler', '']));
  return [
    `Medians of ${rounds} interleaved rounds, CPU time. Ours is measured after 20 other pairs of policies have run in the same process.`,
    table(['model', 'share of the speed of C', 'target'], goals),
    ...races.flatMap(({ title, truth, programs }) => [
      `## ${title}`,
      `z: how many standard errors the mean response lies from ${truth === undefined ? 'that of all the other programs' : `the true one, ${truth.toFixed(4)}`}.`,
      table(['program', 'M customers/s', 'share of C', 'ours is faster by', 'target', 'mean response', 'z', 'version'], programs.map(row)),
    ]),
  ];
}

function row(program) {
  if (program.missing) return [program.title, program.missing, '', '', '', '', '', ''];
  const { title, name, customersPerSecond, shareOfC, oursIsFaster, least, met, meanResponse, deviation, agrees, version = '' } = program;
  return [
    title,
    (customersPerSecond / 1e6).toPrecision(3),
    shareOfC?.toFixed(3) ?? '–',
    name === OURS ? '1' : oursIsFaster.toPrecision(3),
    least ? `${least} ${passed(met)}` : '',
    meanResponse.toFixed(4),
    `${deviation.toFixed(1)}${agrees ? '' : ' WRONG'}`,
    version,
  ];
}
