import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress.ts';

describe('the progress line', () => {
  it.each([
    [{ done: 0, total: 40, before: 0, seconds: 3 }, `[${'░'.repeat(30)}] 0/40 replications`],
    [{ done: 10, total: 40, before: 0, seconds: 5 }, `[${'█'.repeat(8)}${'░'.repeat(22)}] 10/40 replications, 2.0/s, 15 s left`],
    // What another process did before took this one no time: 10 in 5 seconds are left at that rate.
    [{ done: 30, total: 40, before: 20, seconds: 5 }, `[${'█'.repeat(23)}${'░'.repeat(7)}] 30/40 replications, 2.0/s, 5 s left`],
    [{ done: 20, total: 40, before: 20, seconds: 5 }, `[${'█'.repeat(15)}${'░'.repeat(15)}] 20/40 replications`],
    [{ done: 1000, total: 100_000, before: 0, seconds: 2 }, `[${'░'.repeat(30)}] 1000/100000 replications, 500/s, 4 min left`],
    [{ done: 10, total: 10_000, before: 0, seconds: 100 }, `[${'░'.repeat(30)}] 10/10000 replications, 0.10/s, 28 h left`],
  ])('of %j', (stand, line) => expect(progressLine(stand, 'replications')).toBe(line));
});
