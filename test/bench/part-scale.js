/**
 * What a job costs against the size of something: nodes (and so pending events), classes, waiting jobs. No step may cost
 * more than O(log n).
 */
import { execFileSync } from 'node:child_process';
import { part } from './programs/dist.js';
import { programPath } from './contenders.js';
import { median } from './race.js';
import { passed, publish, table } from './report.js';
import { growthChart, stated } from './growth-chart.js';

const { catalogue } = await part('lab/catalogue.js');

/**
 * The steepest slope on log axes that passes for O(log n): from 10 to 10^6 a logarithm grows as n^0.16, and columns that no
 * longer fit the cache add as much; what is O(√n) has 0.5, O(n) has 1.
 */
const STEEPEST = 0.33;
/** What decides in O(log n) or less grows by less than this from the first of two numbers of nodes to the other. */
const GROWTH = { from: 10, to: 1e5, most: 4 };
/** Whose decision looks at as few nodes however many there are: what a job costs grows by at most so many times what it does under `random`. */
const FLAT = 1.25;
/** Sizes from here on are measured once: to fill them takes longest, and their figures scatter least. */
const ONCE_FROM = 1e6;

const powers = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));

const AXES = [
  {
    axis: 'nodes',
    title: 'Nodes',
    about: 'Nodes of one slot at load 0.9 in the steady state. Nine tenths of them are busy, so that under random, whose decision is free, the event list alone grows: its line is the cost of pending events.',
    sizes: [2, ...powers(1, 6)],
    models: [
      { ...underDispatcher('random'), grows: 'free' },
      { ...underDispatcher('jsq'), grows: 'log' },
      { ...underDispatcher('shortest-expected-delay'), grows: 'log' },
      { ...underDispatcher('shortest-expected-delay', [1, 3]), name: 'shortest-expected-delay, two speeds', grows: 'log' },
      { ...underDispatcher('least-work-left'), grows: 'log' },
      { ...underDispatcher('join-idle-queue'), grows: 'log' },
      { ...underDispatcher('weighted-round-robin'), grows: 'log' },
      { ...underDispatcher('power-of-d'), grows: 'flat' },
      underDispatcher('central'),
    ],
  },
  {
    axis: 'classes',
    title: 'Classes',
    about: 'Classes of equal rates, each with a source of its own, on one slot at load 0.9, or on eight.',
    sizes: powers(0, 3),
    models: ['fcfs', 'ps', 'priority', 'c-mu', 'wfq', 'drr', 'accumulating-priority', 'dps', 'gps', 'lottery'].map(underDiscipline).concat(['dps', 'gps'].map(onEightSlots)),
  },
  {
    axis: 'waiting',
    title: 'Waiting jobs',
    about: 'A closed population that hardly thinks on one node, in three classes: all but one wait, or all share.',
    sizes: [10, 1000, 1e5, 1e6],
    models: Object.keys(catalogue.discipline).map(underDiscipline),
  },
];

function underDispatcher(dispatcher, speeds) {
  return { name: dispatcher, model: { dispatcher, speeds } };
}

function underDiscipline(discipline) {
  return { name: discipline, model: { discipline } };
}

function onEightSlots(discipline) {
  return { name: `${discipline}, 8 slots`, model: { discipline, nodes: 8, dispatcher: 'central' } };
}

export async function partScale({ rounds }, progress) {
  const measured = AXES.map((axis) => ({ ...axis, lines: measure(axis, Math.min(rounds, 3), progress) }));
  progress('');
  publish('scale', 'Cost of a job by size', measured.flatMap(sections), { axes: measured.map(({ axis, sizes, lines }) => ({ axis, sizes, lines })) });
  for (const { axis, title, lines, sizes } of measured) await growthChart(axis, title, sizes, lines);
  return measured.every(({ lines }) => lines.every(({ met }) => met));
}

function measure({ axis, sizes, models }, rounds, progress) {
  const runs = new Map();
  for (let round = 1; round <= rounds; round++) {
    for (const size of sizes) {
      if (round > 1 && size >= ONCE_FROM) continue;
      for (const { name, model } of models) {
        progress(`scale: round ${round} of ${rounds}, ${name}, ${size} ${axis}`);
        const key = `${name} ${size}`;
        const given = JSON.stringify({ axis, size, ...model });
        runs.set(key, [...(runs.get(key) ?? []), JSON.parse(execFileSync(process.execPath, [programPath('scale.js'), given], { encoding: 'utf8' }))]);
      }
    }
  }
  const lines = models.map(({ name, grows }) => {
    const at = (of) => sizes.map((size) => median(runs.get(`${name} ${size}`).map(of)));
    const nanoseconds = at(({ nanosecondsPerJob }) => nanosecondsPerJob);
    const slope = slopeOf(sizes.map(Math.log), nanoseconds.map(Math.log));
    const growth = grows && nanoseconds[sizes.indexOf(GROWTH.to)] / nanoseconds[sizes.indexOf(GROWTH.from)];
    return { name, nanoseconds, mebibytes: at(({ maxRssMiB }) => maxRssMiB), slope, growth, grows };
  });
  const [{ growth: free }] = lines;
  return lines.map((line) => {
    const most = { log: GROWTH.most, flat: FLAT * free }[line.grows];
    return { ...line, most, met: line.slope <= STEEPEST && (most === undefined || line.growth < most) };
  });
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** By least squares. */
function slopeOf(xs, ys) {
  const [x0, y0] = [mean(xs), mean(ys)];
  return mean(xs.map((x, i) => (x - x0) * (ys[i] - y0))) / mean(xs.map((x) => (x - x0) ** 2));
}

function sections({ axis, title, about, sizes, lines }) {
  const heads = sizes.map((size) => size.toLocaleString('en'));
  const aims = lines.some(({ most }) => most !== undefined);
  const rows = lines.map(({ name, nanoseconds, mebibytes, slope, growth, most, met }) => [
    name,
    ...nanoseconds.map((time) => time.toPrecision(3).replace(/e\+?(\d+)/, 'e$1')),
    stated(slope),
    ...(aims ? [growth?.toFixed(1) ?? '', most === undefined ? '' : `< ${most.toFixed(1)}`] : []),
    passed(met),
    (((mebibytes.at(-1) - mebibytes[0]) * 2 ** 20) / sizes.at(-1)).toFixed(0),
  ]);
  return [
    `## ${title}`,
    `${about} Nanoseconds of CPU time of a job, full statistics; slope: of the line through the logarithms, at most ${STEEPEST} where no step is worse than O(log n).`,
    ...(aims ? [`Growth: from ${GROWTH.from} to ${GROWTH.to.toLocaleString('en')}; less than ${GROWTH.most} times where a decision costs O(log n) or less, and no more than ${FLAT} times that of the first line where it is about flat.`] : []),
    table([axis, ...heads, 'slope', ...(aims ? ['growth', 'at most'] : []), 'target', 'bytes each'], rows),
    `![Cost of a job by the number of ${axis}, on log axes](scale-${axis}.png)`,
  ];
}
