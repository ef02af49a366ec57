/** What shows a real run while it goes on: the live view on the terminal, and metrics for Prometheus. */
import { Worker } from 'node:worker_threads';
import type { Node, Watcher } from '../model.ts';
import type { Anomaly } from '../monitor/anomaly.ts';
import { Gauges } from '../monitor/gauges.ts';
import { GaugeWatcher } from '../monitor/gauge-watcher.ts';
import type { LiveSetup, Screen } from '../monitor/live.ts';
import { InputError } from './exit.ts';
import type { FromMonitor, MonitorData, ToMonitor } from './monitor-thread.ts';

export interface MonitoringOptions {
  /** Whether the run is drawn on stderr. */
  readonly live: boolean;
  readonly metricsPort?: number;
}

export interface MonitoredRun extends LiveSetup {
  readonly nodes: readonly Node[];
  /** Of real time, in a time unit of the scenario. */
  readonly seconds: number;
}

export interface Monitoring {
  /** Keeps the gauges through one run; called for each anew. */
  watcher(): Watcher;
  readonly gauges: Gauges;
  /** Where the metrics are. */
  readonly port: number | undefined;
  /** What was found unusual, and the same in words. */
  note(anomaly: Anomaly, text: string): void;
  /** Begins to draw, where it is to be drawn. */
  show(): void;
  /** Takes the view off the terminal, at once. */
  erase(): void;
  /** Ends the view and the metrics. */
  end(): Promise<void>;
}

/** For so long the terminal is waited for. */
const ERASE_MS = 500;

/** Opens the view and the port before anything is started. Throws an InputError where the port cannot be had. */
export async function startMonitoring(run: MonitoredRun, { live, metricsPort }: MonitoringOptions): Promise<Monitoring> {
  const { nodes, seconds, ...setup } = run;
  const shape = { slots: nodes.map(({ slots }) => slots) };
  const memory = new SharedArrayBuffer(Gauges.bytes(shape));
  const erased = new SharedArrayBuffer(4);
  const gauges = new Gauges(shape, memory);
  const workerData: MonitorData = {
    shape,
    memory,
    erased,
    ...(live && { live: { setup, screen: screenOf() } }),
    ...(metricsPort !== undefined && { metrics: { setup: { scenario: setup.scenario, backend: setup.backend, seconds }, port: metricsPort } }),
  };
  const thread = new Worker(new URL('monitor-thread.js', import.meta.url), { workerData, execArgv: [] });
  const port = await answer(thread, metricsPort);
  const say = (message: ToMonitor) => thread.postMessage(message);
  const resize = () => say({ kind: 'screen', screen: screenOf() });
  let drawing = false;
  const erase = () => {
    if (!drawing) return;
    drawing = false;
    say({ kind: 'erase' });
    Atomics.wait(new Int32Array(erased), 0, 0, ERASE_MS);
  };
  return {
    watcher: () => new GaugeWatcher(gauges),
    gauges,
    port,
    note(anomaly, text) {
      gauges.found(anomaly.kind);
      if (drawing) say({ kind: 'news', text });
    },
    show() {
      if (!live) return;
      drawing = true;
      process.stderr.on('resize', resize);
      process.once('exit', erase);
      say({ kind: 'draw' });
    },
    erase,
    async end() {
      erase();
      process.stderr.off('resize', resize);
      process.off('exit', erase);
      await thread.terminate();
    },
  };
}

async function answer(thread: Worker, metricsPort: number | undefined): Promise<number | undefined> {
  const reply = await new Promise<FromMonitor>((resolve, reject) => thread.once('message', resolve).once('error', reject));
  if (reply.kind === 'ready') return reply.port;
  await thread.terminate();
  const words: Readonly<Record<string, string>> = { EADDRINUSE: 'is in use', EACCES: 'may not be opened by you' };
  throw new InputError(`--metrics-port: port ${metricsPort} ${words[reply.code ?? ''] ?? `cannot be opened: ${reply.message}`}; name another, or 0 for any that is free`);
}

function screenOf(): Screen {
  const { columns = 80, rows = 24, isTTY } = process.stderr;
  return { terminal: isTTY ?? false, columns, rows, colours: isTTY && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb' };
}
