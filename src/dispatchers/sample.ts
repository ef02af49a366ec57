import type { Stream } from '../model.ts';

/**
 * Fills `sample` with different nodes of 0 … n − 1, n no less than its length: every set is equally likely, but not every
 * order of it. O(d²) for d of them, without memory. Source: Floyd in Bentley 1987, Programming Pearls: a sample of brilliance.
 */
export function drawNodes(sample: Int32Array, nodes: number, stream: Stream): void {
  const first = nodes - sample.length;
  for (let i = 0; i < sample.length; i++) {
    const last = first + i;
    let node = stream.integer(last + 1);
    for (let j = 0; j < i; j++) if (sample[j] === node) node = last;
    sample[i] = node;
  }
}

/** Every order equally likely. Source: Fisher and Yates 1938; Durstenfeld 1964. */
export function shuffle(sample: Int32Array, stream: Stream): void {
  for (let last = sample.length - 1; last > 0; last--) {
    const place = stream.integer(last + 1);
    const node = sample[place];
    sample[place] = sample[last];
    sample[last] = node;
  }
}
