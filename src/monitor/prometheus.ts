import { power } from '../power.ts';
import { ANOMALY_KINDS, type Gauges } from './gauges.ts';

export interface PrometheusSetup {
  /** Labels of the run. */
  readonly scenario: string;
  readonly backend: string;
  /** In a time unit. */
  readonly seconds: number;
}

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Bounds of the histogram are powers of two, in time units, from 2^−8 to 2^16. */
const [FIRST, LAST] = [-8, 16];

type Labels = Readonly<Record<string, string>>;
type Value = readonly [labels: Labels, value: number, suffix?: string];

/** The gauges in the text format of Prometheus, version 0.0.4. Times are in seconds of real time. */
export function prometheusText(gauges: Gauges, { scenario, backend, seconds }: PrometheusSetup): string {
  const nodes = [...gauges.shape.slots.keys()];
  const byNode = (of: (node: number) => number): Value[] => nodes.map((node) => [{ node: String(node) }, of(node)]);
  const silences = byNode((node) => gauges.silence(node)).filter(([, value]) => !Number.isNaN(value));
  const families = [
    family('run_info', 'gauge', 'The run: 1.', [[{ scenario, backend }, 1]]),
    family('jobs_submitted_total', 'counter', 'Jobs that have come, those that were turned away included.', [[{}, gauges.submitted]]),
    family('jobs_completed_total', 'counter', 'Jobs that are done.', [[{}, gauges.completed]]),
    family('jobs_lost_total', 'counter', 'Jobs that were turned away or given up.', [[{}, gauges.lost]]),
    family('jobs_in_flight', 'gauge', 'Jobs that have come and not left.', [[{}, gauges.inFlight]]),
    family('tasks_waiting', 'gauge', 'Tasks that wait at a node, or in the one queue of the pool.', gauges.pull ? [[{ node: 'pool' }, gauges.waiting(-1)]] : byNode((node) => gauges.waiting(node))),
    family('node_up', 'gauge', 'Whether a node works: 1, or 0 where it is down.', byNode((node) => (gauges.isDown(node) ? 0 : 1))),
    family('slots', 'gauge', 'Slots of a node.', byNode((node) => gauges.shape.slots[node])),
    family('slots_busy', 'gauge', 'Slots of a node that serve a task.', byNode((node) => gauges.busy(node))),
    family('slot_busy_seconds_total', 'counter', 'Time for which slots of a node were busy, added up: its rate over the number of slots is the utilisation.', byNode((node) => seconds * gauges.busyTime(node))),
    ...(silences.length > 0 ? [family('worker_silence_seconds', 'gauge', 'Time since the workers of a node were last heard of.', silences)] : []),
    family('anomalies_total', 'counter', 'What was found unusual.', ANOMALY_KINDS.map((kind, index): Value => [{ kind }, gauges.anomalies(index)])),
    family('response_seconds', 'histogram', 'From submission to completion.', histogram(gauges, seconds)),
  ];
  return families.join('');
}

function histogram(gauges: Gauges, seconds: number): Value[] {
  // Read once: what is done while the buckets are read must not make the last bucket less than the one before.
  const buckets = Array.from({ length: LAST - FIRST + 1 }, (_, i) => [seconds * power(2, FIRST + i), gauges.below(FIRST + i)] as const);
  const count = Math.max(gauges.completed, buckets.at(-1)![1]);
  let least = 0;
  return [
    ...buckets.map(([bound, below]): Value => [{ le: String(Number(bound.toPrecision(12))) }, (least = Math.max(least, below)), '_bucket']),
    [{ le: '+Inf' }, count, '_bucket'],
    [{}, seconds * gauges.responseSum, '_sum'],
    [{}, count, '_count'],
  ];
}

function family(name: string, type: 'counter' | 'gauge' | 'histogram', help: string, values: readonly Value[]): string {
  const lines = values.map(([labels, value, suffix = '']) => `schedlab_${name}${suffix}${labelText(labels)} ${numberText(value)}\n`);
  return `# HELP schedlab_${name} ${help}\n# TYPE schedlab_${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function numberText(value: number): string {
  return value === Infinity ? '+Inf' : String(value);
}
