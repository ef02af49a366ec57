/** The parts of the terminal table about single classes and nodes. */
import type { Metrics, Result } from '../result.ts';
import { columnLines, cut, type Column } from './columns.ts';
import { estimateCells } from './estimates.ts';
import { numberText } from './number.ts';
import { plain } from './plain.ts';
import { distanceCell, expectationOf, isSuspicious, metricsAmong, statisticLabel, theoryCell, unitOf } from './rows.ts';

/** More lines than this are replaced by a summary. */
const MOST = 12;

interface Scope {
  readonly label: string;
  readonly scope: string;
  readonly metrics: Metrics;
}

/** A block of lines for the classes and one for the nodes, where there is more than one. */
export function scopeSections(result: Result): string[][] {
  const classes = result.classes.map(({ name, metrics }) => ({ label: cut(plain(name), 24), scope: `class ${name}`, metrics }));
  const nodes = result.nodes.map(({ index, metrics }) => ({ label: String(index), scope: `node ${index}`, metrics }));
  return [
    section(result, 'class', classes, ['response', 'missed', 'response.p95', 'waiting', 'throughput', 'loss']),
    section(result, nodeTitle(result), nodes, ['utilisation', 'number', 'response', 'throughput', 'loss'], speeds(result)),
  ];
}

/** One line per class or node with its means; theory beside the first metric that it speaks of. */
function section(result: Result, title: string, scopes: readonly Scope[], wanted: readonly string[], extra: readonly Column[] = []): string[] {
  if (scopes.length < 2) return [];
  const shown = scopes.slice(0, MOST);
  const known = metricsAmong(result, scopes.map(({ metrics }) => metrics));
  const columns = wanted.filter((key) => known.has(key.split('.')[0])).flatMap((key) => metricColumns(result, shown, key));
  if (columns.length === 0) return [];
  const lines = columnLines([
    { title, align: 'left', cells: shown.map(({ label }) => label) },
    ...extra.map((column) => ({ ...column, cells: column.cells.slice(0, MOST) })),
    ...columns,
  ]);
  return scopes.length > MOST ? [...lines, ...summary(result, scopes, wanted.filter((key) => known.has(key)))] : lines;
}

function metricColumns(result: Result, scopes: readonly Scope[], key: string): Column[] {
  const [metric, statistic = 'mean'] = key.split(/\.(.*)/s);
  const unit = unitOf(metric, statistic, result.unit);
  const title = (statistic === 'mean' ? metric : statisticLabel(statistic)) + (unit ? `, ${cut(unit, 8)}` : '');
  const estimates = scopes.map(({ metrics }) => metrics[metric]?.[statistic]);
  const compared = scopes.map(({ scope }) => expectationOf(result, scope, metric, statistic));
  return [
    { title, align: 'left', cells: estimateCells(estimates) },
    { title: 'theory', joined: true, align: 'point', cells: compared.map((one) => (one ? theoryCell(result, one) : '')) },
    { title: 'z', joined: true, align: 'right', cells: compared.map((one) => (one ? distanceCell(one) + (isSuspicious(result, one) ? ' !' : '') : '')) },
  ];
}

/** `… and 88 more: utilisation 0.81 to 0.93, mean 0.9`, over all of them. */
function summary(result: Result, scopes: readonly Scope[], metrics: readonly string[]): string[] {
  const lines = metrics.flatMap((metric) => {
    const means = scopes.flatMap(({ metrics: own }) => own[metric]?.mean?.mean ?? []);
    if (means.length === 0) return [];
    const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
    const unit = unitOf(metric, 'mean', result.unit);
    return [`    ${metric} from ${numberText(Math.min(...means))} to ${numberText(Math.max(...means))} ${cut(unit, 8)}`.trimEnd() + `, mean ${numberText(mean)}`];
  });
  return [`… and ${scopes.length - MOST} more in result.json; over all ${scopes.length}:`, ...lines];
}

function nodeTitle(result: Result): string {
  const [first] = result.nodes;
  return first && isUniform(result) && first.slots !== 1 ? `node (each ${first.slots} slots)` : 'node';
}

/** Slots and speed of each node, where they differ. */
function speeds(result: Result): Column[] {
  if (isUniform(result)) return [];
  return [
    { title: 'slots', align: 'right', cells: result.nodes.map(({ slots }) => String(slots)) },
    { title: 'speed', align: 'point', cells: result.nodes.map(({ speed }) => numberText(speed)) },
  ];
}

function isUniform({ nodes }: Result): boolean {
  return nodes.every(({ slots, speed }) => slots === nodes[0].slots && speed === nodes[0].speed);
}
