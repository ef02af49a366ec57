/** All that watches one real run: what is kept of it, what is shown while it goes on, and the heartbeats of its workers. */
import type { Listening } from '../lab/execution/run-real.ts';
import { Heartbeats } from '../monitor/heartbeats.ts';
import type { Window } from '../monitor/timeline.ts';
import { together } from '../monitor/together.ts';
import type { Scenario } from '../scenario.ts';
import { type MonitoringOptions, startMonitoring } from './monitoring.ts';
import type { WholeFile } from './whole-file.ts';
import { type RecordedRun, type RunRecorder, runRecorder } from './traced.ts';

/** Of workers, where the scenario says nothing of it: milliseconds from one to the next. */
const HEARTBEAT_MS = 500;
/** So many may fail to come before that is told of, or as many as end the worker where those are fewer. */
const MISSES = 3;
/** For so long a worker may attend to nothing but one call before that is told of: milliseconds. */
const ABSORBED_MS = 1500;

export interface RealWatchOptions extends MonitoringOptions {
  readonly backend: string;
  /** Name of the time unit of the scenario, and how long it is in reality. */
  readonly unit: string | undefined;
  readonly milliseconds: number;
  /** Runs, one after the other; the first is traced. */
  readonly replications: number;
  readonly file?: WholeFile | undefined;
  /** The window of the timeline, asked for when the first run begins; absent: no timeline is kept. */
  readonly timeline?: (() => Window | undefined) | undefined;
  /** By class, whether it is not known beforehand how long a task should take. */
  readonly unplanned?: readonly boolean[];
  /** On it the view is taken off the terminal. */
  readonly signal: AbortSignal;
}

export interface RealWatch {
  /** What the runs are to be told to listen to. */
  readonly listening: Required<Pick<Listening, 'watch' | 'onEnd'>>;
  /** Where the metrics are. */
  readonly port: number | undefined;
  /** All runs are over, or have failed: what was kept of those that are over. */
  end(): Promise<readonly RecordedRun[]>;
}

/** Opens all of it before anything starts; it is drawn from the first run on. Throws an InputError where the port cannot be had. */
export async function watchReal(scenario: Scenario, options: RealWatchOptions): Promise<RealWatch> {
  const { backend, unit, milliseconds, replications, file, timeline, unplanned, signal } = options;
  const { pool: { nodes, recovery }, horizon } = scenario;
  const length = { unit: horizon.unit, length: replications * horizon.length };
  const monitoring = await startMonitoring({ scenario: scenario.name, backend, unit: unit ?? 'time units', length, nodes, seconds: milliseconds / 1000 }, options);
  const { every, misses } = recovery?.heartbeat ?? { every: HEARTBEAT_MS / milliseconds, misses: MISSES };
  const recorders: RunRecorder[] = [];
  const recorded: RecordedRun[] = [];
  signal.addEventListener('abort', monitoring.erase, { once: true });
  return {
    port: monitoring.port,
    listening: {
      watch(index) {
        if (index === 0) monitoring.show();
        const recorder = runRecorder(scenario, unit, {
          backend,
          microseconds: 1000 * milliseconds,
          onAnomaly: monitoring.note,
          ...(index === 0 && { file, ...(timeline && { timeline: { window: timeline() } }) }),
          ...(unplanned && { unplanned }),
        });
        recorders[index] = recorder;
        const heartbeats = new Heartbeats(every * Math.min(MISSES, misses), recorder.note);
        const hanging = new Heartbeats(ABSORBED_MS / milliseconds, recorder.note, 'hanging task');
        return {
          watcher: together([monitoring.watcher(), recorder.watcher]),
          onTurn(crew, now) {
            for (const node of nodes.keys()) {
              hanging.heard(now, node, crew.absorbed(node) / milliseconds);
              if (!crew.silence) continue;
              const silence = crew.silence(node);
              monitoring.gauges.setSilence(node, silence / 1000);
              heartbeats.heard(now, node, silence / milliseconds);
            }
          },
        };
      },
      onEnd(index, now) {
        recorded.push(recorders[index].finish(now));
      },
    },
    async end() {
      signal.removeEventListener('abort', monitoring.erase);
      await monitoring.end();
      if (recorded.length === 0) file?.discard();
      return recorded;
    },
  };
}
