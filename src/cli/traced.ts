/** What is kept of a run that is watched job by job: a trace file, a timeline, and what was found unusual. */
import type { LoadedScenario } from '../lab/scenario/load-scenario.ts';
import { factorOf } from '../lab/scenario/units.ts';
import { watchFirst } from '../lab/watched.ts';
import type { Watcher } from '../model.ts';
import { Anomalies } from '../monitor/anomalies.ts';
import { type Anomaly, sentence } from '../monitor/anomaly.ts';
import { Timeline, type Window } from '../monitor/timeline.ts';
import { together } from '../monitor/together.ts';
import { MOST_EVENTS, Trace } from '../monitor/trace.ts';
import type { Result } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { VERSION } from '../version.ts';
import type { WholeFile } from './whole-file.ts';

/** More of one run than these are no news. */
const MOST_ANOMALIES = 100;

export interface RecordedRun {
  readonly backend: string;
  readonly timeline: Result['timeline'];
  readonly anomalies: NonNullable<Result['anomalies']>;
  /** Whether the trace shows the beginning of the run only. */
  readonly cut: boolean;
}

export interface RunRecorder {
  readonly watcher: Watcher;
  /** Whether the trace is full and the timeline's window over. */
  full(): boolean;
  note(anomaly: Anomaly): void;
  /** The run is over at that time, or the watching of it. */
  finish(now: number): RecordedRun;
}

export interface RecorderOptions {
  readonly backend: string;
  /** Shown in the trace for a time unit; absent: what the name of the unit says. */
  readonly microseconds?: number;
  readonly file?: WholeFile | undefined;
  /** Whether who ran what when is kept: in the window of another run where there was one. */
  readonly timeline?: { readonly window?: Window | undefined } | undefined;
  readonly unplanned?: readonly boolean[];
  /** Is told of what is found unusual when it is found. */
  readonly onAnomaly?: (anomaly: Anomaly, text: string) => void;
}

/** Watches one run of the scenario. */
export function runRecorder(scenario: Scenario, unit: string | undefined, { backend, microseconds = microsecondsOf(unit), file, timeline, unplanned, onAnomaly }: RecorderOptions): RunRecorder {
  const { pool, classes, horizon } = scenario;
  const anomalies: NonNullable<Result['anomalies']> = [];
  const trace = file && new Trace({ scenario, about: { backend, schedlab: VERSION, 'time unit': unit ?? 'unnamed, shown as 1 s' }, microseconds, write: file.write });
  const slots = timeline && new Timeline({ nodes: pool.nodes, classes: classes.map(({ name }) => name), jobs: horizon.unit === 'jobs' ? horizon.length : Infinity, window: timeline.window });
  const note = (anomaly: Anomaly) => {
    if (anomalies.length >= MOST_ANOMALIES) return;
    const text = sentence(anomaly, unit);
    anomalies.push({ backend, ...anomaly, text });
    trace?.anomaly(anomaly, text);
    onAnomaly?.(anomaly, text);
  };
  const watchers: Watcher[] = [new Anomalies({ nodes: pool.nodes, raise: note, ...(unplanned && { unplanned }) })];
  if (trace) watchers.push(trace);
  if (slots) watchers.push(slots);
  return {
    watcher: together(watchers),
    full: () => (trace?.full ?? true) && (slots?.full ?? true),
    note,
    finish(now) {
      const cut = trace?.full ?? false;
      trace?.finish(now);
      file?.keep();
      const found = slots?.finish(now);
      return { backend, timeline: found && { from: found.from, to: found.to, runs: [{ backend, spans: [...found.spans] }] }, anomalies, cut };
    },
  };
}

/** Simulates the first replication once more to record it. The file is gone where that fails. */
export function recordSimulated({ scenario, unit }: Pick<LoadedScenario, 'scenario' | 'unit'>, file: WholeFile | undefined): RecordedRun {
  const recorder = runRecorder(scenario, unit, { backend: 'simulated', file, timeline: {} });
  try {
    return recorder.finish(watchFirst(scenario, recorder.watcher, recorder.full));
  } catch (error) {
    file?.discard();
    throw error;
  }
}

/** The keys of the result that recorded runs fill. */
export function recordedKeys(runs: readonly RecordedRun[]): Pick<Result, 'timeline' | 'anomalies'> {
  const timelines = runs.flatMap(({ timeline }) => timeline ?? []);
  const spans = timelines.flatMap((one) => one.runs);
  return {
    ...(timelines.length > 0 && { timeline: { from: timelines[0].from, to: timelines[0].to, runs: spans } }),
    ...(runs.length > 0 && { anomalies: runs.flatMap(({ anomalies }) => anomalies) }),
  };
}

/** What is said on stderr of a run that was recorded. */
export function recordedNotes({ backend, anomalies, cut }: RecordedRun, { unit }: LoadedScenario, file: WholeFile | undefined): string {
  const lines = anomalies.map(({ time, text }) => `${backend}, ${Number(time.toPrecision(4))} ${unit ?? 'time units'}: ${text}`);
  if (file) lines.push(`wrote ${file.path}; open it at https://ui.perfetto.dev`);
  if (cut) lines.push(`the trace is cut after ${MOST_EVENTS} events: it shows the beginning of the run`);
  return lines.map((line) => `${line}\n`).join('');
}

function microsecondsOf(unit: string | undefined): number {
  return (unit === undefined ? undefined : factorOf(unit, 'us')) ?? 1e6;
}
