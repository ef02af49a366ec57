/** What a plan for many cores has to reckon with: what each replication ships, what merges, and how many workers one main thread feeds. */
import { execFileSync } from 'node:child_process';
import { programPath } from './contenders.js';
import { median } from './race.js';
import { table } from './report.js';

/** Nodes, jobs of a replication, and replications: about a second of each. */
const SIZES = [
  [10, 1e4, 100],
  [1, 1e5, 30],
  [10, 1e6, 5],
  [10, 4e6, 3],
  [1000, 1e5, 10],
];

/** A section of markdown, from the medians of `rounds` turns. */
export function shipping(rounds, progress) {
  const turns = SIZES.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, size] of SIZES.entries()) {
      progress(`shipping: round ${round + 1} of ${rounds}, ${size[0]} nodes, ${size[1]} jobs`);
      turns[index].push(JSON.parse(execFileSync(process.execPath, [programPath('shipping.js'), ...size, `shipping-${round}`].map(String), { encoding: 'utf8' })));
    }
  }
  let most = 0;
  const rows = SIZES.map(([nodes, jobs], index) => {
    const of = (figure) => median(turns[index].map(figure));
    const worker = of(({ ms }) => ms.run + ms.pack);
    const [write, unpack, merge] = ['write', 'unpack', 'merge'].map((step) => of(({ ms }) => ms[step]));
    const main = write + unpack + merge;
    if (nodes === 10) most = Math.max(most, main);
    return [
      nodes.toLocaleString('en'), power(jobs), ...[({ bytes }) => bytes, ({ merged }) => merged, ({ sample }) => sample].map((figure) => kilobytes(of(figure))),
      ...[worker, write, unpack, merge].map((ms) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(0))), Math.floor(worker / main).toLocaleString('en'),
    ];
  });
  return [
    '## A plan for a thousand cores',
    'A worker is sent the words of the scenario once, a few kilobytes, and then two numbers for each replication: which scenario of the study, and which replication of it. From these follow its random streams, so that it does not matter who runs it, when, or how often. It sends back one packed recording, which is written to disk as it is.',
    'All of a recording merges, in any grouping, to the same but for rounding: counts and integrals over time add up, moments merge by their formula, sketches add bucket by bucket, since all have the same buckets. The main thread takes replications in the order of their numbers, so that sums are the same to the last bit. What it keeps is one merged section, which does not grow, and one sample of each replication, from which the intervals come.',
    table(['nodes', 'jobs', 'shipped, kB', 'merged, kB', 'sample, kB', 'worker, ms', 'write, ms', 'unpack, ms', 'merge, ms', 'workers'], rows),
    `Milliseconds of CPU time of one replication: in the worker to run and pack it, in the main thread to write, unpack and merge it. \`workers\` is the one over the other: so many can one main thread feed. What it takes to send is not in it. With a thousand workers a replication of ten nodes is to take ${Math.ceil(most)} s or more, or each machine merges its own replications and sends one section and the samples.`,
  ].join('\n\n');
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

function power(count) {
  const exponent = Math.floor(Math.log10(count));
  const lead = count / 10 ** exponent;
  return `${lead === 1 ? '' : `${lead} × `}10^${exponent}`;
}
