/** Figures as text: the same tables on the terminal and in results/bench/. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { machine } from './machine.js';

const folder = new URL('../../results/bench/', import.meta.url);

/** Writes NAME.md and NAME.json, and prints the first; `sections` are paragraphs of markdown. */
export function publish(name, title, sections, measured) {
  const { date, cpu, cores, memoryGiB, os, node } = machine();
  const place = `${date}; ${cpu}, ${cores} cores, ${memoryGiB} GiB; ${os}; Node ${node}; load average at the end ${loadavg()[0].toFixed(1)}`;
  const text = [`# ${title}`, place, ...sections].join('\n\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ machine: machine(), ...measured }, null, 2)}\n`);
  writeFileSync(new URL(`${name}.md`, folder), `${text}\n`);
  process.stdout.write(`${text}\n\n`);
}

export const passed = (met) => (met ? 'PASS' : 'MISSED');

export function table(head, rows) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
