/** All that watches one real run: what is kept of it, what is shown while it goes on, and the heartbeats of its workers. */
import type { Watcher } from '../model.ts';
import { Heartbeats } from '../monitor/heartbeats.ts';
import type { Window } from '../monitor/timeline.ts';
import { together } from '../monitor/together.ts';
import type { Scenario } from '../scenario.ts';
import { type MonitoringOptions, startMonitoring } from './monitoring.ts';
import type { TraceFile } from './trace-file.ts';
import { type RecordedRun, runRecorder } from './traced.ts';

/** Of workers, where the scenario says nothing of it: milliseconds from one to the next. */
const HEARTBEAT_MS = 500;
/** So many may fail to come before that is told of, or as many as end the worker where those are fewer. */
const MISSES = 3;

export interface RealWatchOptions extends MonitoringOptions {
  readonly backend: string;
  /** Name of the time unit of the scenario, and how long it is in reality. */
  readonly unit: string | undefined;
  readonly milliseconds: number;
  readonly file?: TraceFile;
  /** Of the run that was traced before. */
  readonly window?: Window | undefined;
  /** By class, whether it is not known beforehand how long a task should take. */
  readonly unplanned?: readonly boolean[];
  /** On it the view is taken off the terminal. */
  readonly signal: AbortSignal;
}

export interface RealWatch {
  readonly watcher: Watcher;
  /** Where the metrics are. */
  readonly port: number | undefined;
  /** To be called now and then: looks after the heartbeats. */
  readonly onTurn: (crew: { silence?(node: number): number }, now: number) => void;
  /** The run is over at that time. */
  end(now: number): Promise<RecordedRun>;
  /** The run has failed: nothing is kept. */
  abandon(): Promise<void>;
}

/** Opens all of it before the run starts. Throws an InputError where the port cannot be had. */
export async function watchReal(scenario: Scenario, options: RealWatchOptions): Promise<RealWatch> {
  const { backend, unit, milliseconds, file, window, unplanned, signal } = options;
  const { nodes } = scenario.pool;
  const { horizon } = scenario;
  const monitoring = await startMonitoring(
    { scenario: scenario.name, backend, unit: unit ?? 'time units', length: horizon, nodes, seconds: milliseconds / 1000 },
    options,
  );
  const recorder = runRecorder(scenario, unit, {
    backend,
    microseconds: 1000 * milliseconds,
    onAnomaly: (anomaly) => monitoring.note(anomaly),
    ...(file && { file, timeline: { window } }),
    ...(unplanned && { unplanned }),
  });
  const { every, misses } = scenario.pool.recovery?.heartbeat ?? { every: HEARTBEAT_MS / milliseconds, misses: MISSES };
  const heartbeats = new Heartbeats(every * Math.min(MISSES, misses), recorder.note);
  signal.addEventListener('abort', monitoring.erase, { once: true });
  const close = async () => {
    signal.removeEventListener('abort', monitoring.erase);
    await monitoring.end();
  };
  return {
    watcher: together([monitoring.watcher, recorder.watcher]),
    port: monitoring.port,
    onTurn(crew, now) {
      if (!crew.silence) return;
      for (const node of nodes.keys()) {
        const silence = crew.silence(node);
        monitoring.gauges.setSilence(node, silence / 1000);
        heartbeats.heard(now, node, silence / milliseconds);
      }
    },
    async end(now) {
      await close();
      return recorder.finish(now);
    },
    async abandon() {
      await close();
      file?.discard();
    },
  };
}
