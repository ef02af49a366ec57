/** Shown on stderr where it is a terminal and the work is long enough to wait for. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
}

const PATIENCE_MS = 500;

/** `before` says how many of those that are done were done by another process before, and took this one no time. */
export function progressBar(planned: number, what = 'replications', before: () => number = () => 0): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, end: () => {} };
  const started = performance.now();
  let shown = false;
  const draw = (done: number, total: number) => {
    const elapsed = performance.now() - started;
    if (elapsed < PATIENCE_MS) return;
    process.stderr.write(`\r\u001B[K${progressLine({ done, total, before: before(), seconds: elapsed / 1000 }, what)}`);
    shown = true;
  };
  let [lastDone, lastTotal] = [0, planned];
  const timer = setInterval(() => draw(lastDone, lastTotal), 1000);
  timer.unref();
  return {
    update: (done, total) => {
      [lastDone, lastTotal] = [done, total];
      draw(done, total);
    },
    end: () => {
      clearInterval(timer);
      if (shown) process.stderr.write('\r\u001B[K');
    },
  };
}

export interface Stand {
  readonly done: number;
  readonly total: number;
  /** Of those done, how many were done before the clock began. */
  readonly before: number;
  readonly seconds: number;
}

const WIDTH = 30;

/** `[███░░░] 120/400 replications, 8.3/s, 34 s left`; rate and time left once one was done. */
export function progressLine({ done, total, before, seconds }: Stand, what: string): string {
  const full = Math.round((WIDTH * done) / total);
  const rate = (done - before) / seconds;
  const pace = rate > 0 ? `, ${rate < 100 ? rate.toPrecision(2) : Math.round(rate)}/s, ${duration((total - done) / rate)} left` : '';
  return `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${done}/${total} ${what}${pace}`;
}

function duration(seconds: number): string {
  if (seconds <= 99) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 99 ? `${minutes} min` : `${Math.ceil(seconds / 3600)} h`;
}
