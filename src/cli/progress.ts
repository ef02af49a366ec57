/** Shown on stderr where it is a terminal and the work is long enough to wait for. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
}

const PATIENCE_MS = 500;

export function progressBar(planned: number, what = 'replications'): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, end: () => {} };
  const started = performance.now();
  let shown = false;
  const draw = (done: number, total: number) => {
    const elapsed = (performance.now() - started) / 1000;
    if (elapsed * 1000 < PATIENCE_MS) return;
    const width = 30;
    const full = Math.round((width * done) / total);
    const left = done === 0 ? '' : `, ${Math.ceil((elapsed / done) * (total - done))} s left`;
    process.stderr.write(`\r\u001B[K[${'█'.repeat(full)}${'░'.repeat(width - full)}] ${done}/${total} ${what}${left}`);
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
