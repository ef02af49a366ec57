/**
 * The thread that shows a real run while it goes on: the thread that decides has no time for it. It reads the gauges in
 * shared memory, draws them on the terminal, and answers who asks for metrics.
 */
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { Gauges, type GaugeShape } from '../monitor/gauges.ts';
import { liveLines, type LiveSetup, type Moment, momentOf, type Screen } from '../monitor/live.ts';
import { CONTENT_TYPE, type PrometheusSetup, prometheusText } from '../monitor/prometheus.ts';

export interface MonitorData {
  readonly shape: GaugeShape;
  readonly memory: SharedArrayBuffer;
  /** One integer: 1 when the terminal is as it was. */
  readonly erased: SharedArrayBuffer;
  readonly live?: { readonly setup: LiveSetup; readonly screen: Screen };
  readonly metrics?: { readonly setup: PrometheusSetup; readonly port: number };
}

export type ToMonitor = { readonly kind: 'news'; readonly text: string } | { readonly kind: 'screen'; readonly screen: Screen } | { readonly kind: 'draw' } | { readonly kind: 'erase' };

/** The metrics can be had at the port, or why they cannot. */
export type FromMonitor = { readonly kind: 'ready'; readonly port?: number } | { readonly kind: 'refused'; readonly code: string | undefined; readonly message: string };

/** Between two views; where there is no terminal, between two lines. */
const [INTERVAL_MS, LINE_MS] = [250, 2000];
const STDERR = 2;
/** Lines of a wide view that tell of the pool as a whole. */
const HEADING = 2;

const { shape, memory, erased, live, metrics } = workerData as MonitorData;
const gauges = new Gauges(shape, memory);
const news: string[] = [];
let started = performance.now();
let screen = live?.screen;
let drawn = 0;
let before: Moment = momentOf(gauges, 0);
let shown: Moment = before;
let timer: NodeJS.Timeout | undefined;

parentPort!.on('message', (message: ToMonitor) => {
  if (message.kind === 'news') news.push(message.text);
  else if (message.kind === 'screen') screen = message.screen;
  else if (message.kind === 'draw') begin();
  else erase();
});

if (metrics) serve(metrics);
else ready();

function ready(port?: number): void {
  parentPort!.postMessage({ kind: 'ready', ...(port !== undefined && { port }) } satisfies FromMonitor);
}

/** The run begins. */
function begin(): void {
  started = performance.now();
  timer = setInterval(draw, screen!.terminal ? INTERVAL_MS : LINE_MS);
}

function serve({ setup, port }: NonNullable<MonitorData['metrics']>): void {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/metrics' && pathname !== '/') response.writeHead(404).end('metrics are at /metrics\n');
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { allow: 'GET, HEAD' }).end();
    else response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(request.method === 'HEAD' ? undefined : prometheusText(gauges, setup));
  });
  server.once('error', ({ code, message }: NodeJS.ErrnoException) => parentPort!.postMessage({ kind: 'refused', code, message } satisfies FromMonitor));
  server.listen({ host: '127.0.0.1', port, exclusive: true }, () => ready((server.address() as { readonly port: number }).port));
}

/** Rates are over the last second. */
function draw(): void {
  const now = momentOf(gauges, (performance.now() - started) / 1000);
  if (now.clock - before.clock >= 1) [before, shown] = [shown, now];
  const lines = liveLines(gauges, live!.setup, before, now, screen!, news);
  if (screen!.terminal) {
    write(`${home()}${lines.join('\n')}\n`);
    drawn = lines.length;
  } else {
    write(`${lines.slice(0, HEADING).join('; ')}\n`);
  }
}

/** Back to where drawing began, and all below is cleared; the cursor is never hidden, and no other screen is used. */
function home(): string {
  return drawn === 0 ? '' : `\u001B[${drawn}F\u001B[J`;
}

function erase(): void {
  clearInterval(timer);
  write(home());
  drawn = 0;
  const flag = new Int32Array(erased);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

function write(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // The terminal is gone or cannot take more now: what follows is drawn anew anyway.
  }
}
