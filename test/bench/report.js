/** The figures as text: the same tables on the terminal and in bench.md. */
import { MOST_MEBIBYTES } from './memory.js';

export function markdown({ machine, rounds, races, memory, startUp }) {
  return [
    '# Speed, memory, start-up',
    `${machine.date}; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.os}; Node ${machine.node}`,
    ...races.map((race) => raceSection(race, rounds)),
    `## Peak memory of schedlab (target: below ${MOST_MEBIBYTES} MiB, and flat)\n\n${memoryTable(memory)}`,
    `## Start-up, wall time of the whole process\n\n${startUpTable(startUp)}`,
  ].join('\n\n');
}

function raceSection({ title, programs, target }, rounds) {
  const rows = programs.map((program) =>
    program.missing
      ? [program.title, program.missing, '', '', '', '', '']
      : [
          program.title,
          (program.customersPerSecond / 1e6).toPrecision(3),
          program.shareOfC?.toFixed(3) ?? '–',
          program.name === 'schedlab' ? '1' : program.schedlabIsFaster.toPrecision(3),
          program.meanResponse.toFixed(4),
          `${program.deviation.toFixed(1)}${program.agrees ? '' : ' WRONG'}`,
          program.version ?? '',
        ],
  );
  const head = ['program', 'M customers/s', 'share of C', 'schedlab is faster by', 'mean response', 'z', 'version'];
  const verdict = target.share === null ? 'not compared, no C compiler' : `${target.share.toFixed(3)} ${passed(target.met)}`;
  return [
    `## ${title}`,
    `Medians of ${rounds} interleaved rounds, CPU time; z is the mean response's distance from the truth in standard errors.`,
    table(head, rows),
    `schedlab's share of C, target ${target.least}: ${verdict}`,
  ].join('\n\n');
}

function memoryTable(memory) {
  const sizes = memory[0].peaks.map(({ customers }) => `10^${Math.round(Math.log10(customers))} jobs`);
  return table(
    ['model', ...sizes, 'target'],
    memory.map(({ title, peaks, small, flat }) => [title, ...peaks.map(({ maxRssMiB }) => `${maxRssMiB.toFixed(1)} MiB`), `small ${passed(small)}, flat ${passed(flat)}`]),
  );
}

function startUpTable(startUp) {
  return table(
    ['command', 'ms', 'target'],
    startUp.map(({ name, seconds, target, met, missing }) => [
      name,
      missing ?? (seconds * 1000).toFixed(0),
      target ? `below ${target * 1000}${missing ? '' : ` ${passed(met)}`}` : '',
    ]),
  );
}

export const passed = (met) => (met ? 'PASS' : 'MISSED');

export function table(head, rows) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
