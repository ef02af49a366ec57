import type { Gauges } from './gauges.ts';

export interface LiveSetup {
  readonly scenario: string;
  readonly backend: string;
  readonly unit: string;
  /** How many jobs, or how much time, the run is long. */
  readonly length: { readonly unit: 'jobs' | 'time'; readonly length: number };
}

/** What the terminal can show, where it is one: else there are lines one below the other. */
export interface Screen {
  readonly terminal: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly colours: boolean;
}

/** What was read at the time of a view, to which the next one is compared. */
export interface Moment {
  /** Real time, in seconds. */
  readonly clock: number;
  readonly now: number;
  readonly departed: number;
  readonly busyTime: readonly number[];
}

export function momentOf(gauges: Gauges, clock: number): Moment {
  const busyTime = gauges.shape.slots.map((_, node) => gauges.busyTime(node));
  return { clock, now: gauges.now, departed: gauges.completed + gauges.lost, busyTime };
}

const RED = '\u001B[31m';
const PLAIN = '\u001B[0m';
/** Narrower terminals have no bars. */
const BARS_FROM = 60;
const BAR = 20;

/** The run as it is between two moments, in lines none of which is longer than the terminal is wide; `news` is what was found unusual. */
export function liveLines(gauges: Gauges, setup: LiveSetup, before: Moment, now: Moment, screen: Screen, news: readonly string[]): string[] {
  const width = Math.max(20, screen.columns - 1);
  const room = Math.max(4, screen.rows - 2);
  const told = news.slice(-Math.max(1, Math.min(3, room - 4)));
  const lines = [...heading(gauges, setup, before, now, width), ...nodeLines(gauges, before, now, width, room - told.length - 4)];
  const paint = (line: string) => (screen.colours ? `${RED}${line}${PLAIN}` : line);
  return [...lines.map((line) => fit(line, width)), ...told.map((line) => paint(fit(`! ${line}`, width)))].slice(0, room);
}

function heading(gauges: Gauges, { scenario, backend, unit, length }: LiveSetup, before: Moment, now: Moment, width: number): string[] {
  const [done, whole] = length.unit === 'jobs' ? [now.departed, `${length.length} jobs`] : [now.now, `${figure(length.length)} ${unit}`];
  const share = Math.min(100, Math.floor((100 * done) / length.length));
  const rate = now.clock > before.clock ? (now.departed - before.departed) / (now.clock - before.clock) : 0;
  const mean = gauges.completed > 0 ? gauges.responseSum / gauges.completed : NaN;
  const parts = [
    [`${scenario} on ${backend}`, `${share} % of ${whole}`, `${now.clock.toFixed(0)} s`],
    [`${gauges.inFlight} in flight`, `${rate.toFixed(0)} jobs/s`, ...(gauges.lost > 0 ? [`${gauges.lost} lost`] : [])],
    [`response: mean ${figure(mean)} ${unit}`, `P99 ${figure(gauges.quantile(0.99))} ${unit}`],
  ];
  return width < BARS_FROM ? parts.map((part) => part.join(', ')) : [parts[0].join(', '), [...parts[1], ...parts[2]].join(', ')];
}

/** Nodes that do not fit into so many lines are told of together. */
function nodeLines(gauges: Gauges, before: Moment, now: Moment, width: number, most: number): string[] {
  const { slots } = gauges.shape;
  const elapsed = now.now - before.now;
  const used = slots.map((count, node) => (elapsed > 0 ? Math.min(1, (now.busyTime[node] - before.busyTime[node]) / elapsed / (count < Infinity ? count : 1)) : 0));
  const longest = Math.max(1, ...slots.map((_, node) => gauges.waiting(node)));
  const line = (name: string, share: number, waiting: number | undefined, down = false) => {
    const percent = down ? ' down' : `${String(Math.round(100 * share)).padStart(3)} %`;
    const queue = waiting === undefined ? '' : `  ${String(waiting).padStart(4)} waiting${width < BARS_FROM ? '' : ` ${'▪'.repeat(Math.ceil((Math.max(0, width - 56) * waiting) / Math.max(longest, 20)))}`}`;
    return width < BARS_FROM ? `${name} ${percent}${queue}` : `${name} ${bar(share)} ${percent}${queue}`;
  };
  const shown = slots.length <= most ? slots.length : Math.max(0, most - 1);
  const lines = Array.from({ length: shown }, (_, node) => line(`node ${node}`.padEnd(8), used[node], gauges.pull ? undefined : gauges.waiting(node), gauges.isDown(node)));
  if (shown < slots.length) {
    const rest = used.slice(shown);
    const waiting = rest.reduce((sum, _, i) => sum + gauges.waiting(shown + i), 0);
    lines.push(line(`${rest.length} ${shown > 0 ? 'more' : 'nodes'}`.padEnd(8), rest.reduce((sum, share) => sum + share, 0) / rest.length, gauges.pull ? undefined : waiting));
  }
  return gauges.pull ? [...lines, `one queue: ${gauges.waiting(-1)} waiting`] : lines;
}

function bar(share: number): string {
  const full = Math.round(BAR * share);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

function figure(value: number): string {
  return Number.isNaN(value) ? '–' : String(Number(value.toPrecision(3)));
}

/** All characters of ours are one column wide; names of users may hold others, which are left out. */
function fit(line: string, width: number): string {
  const plain = line.trimEnd().replace(/[^\x20-\x7E…–█░▪]/gu, '?');
  return plain.length > width ? `${plain.slice(0, width - 1)}…` : plain;
}
