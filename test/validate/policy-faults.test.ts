/**
 * A policy that is wrong by one is caught.
 *
 * Proven: each of these slips, made in a copy of the sources, fails the test that is named beside it, which passes without it.
 * (What `schedlab validate` finds: mutants.test.ts.)
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Fault, ROOT, SpoiltCopy } from './spoilt-copy.ts';

interface Found extends Fault {
  /** Below test, without `.test.ts`. */
  readonly test: string;
}

const FAULTS: readonly Found[] = [
  { name: 'a shortest queue that forgets the job in service', file: 'kernel/pool.ts', from: 'return this.tasks[node];', to: 'return Math.max(0, this.tasks[node] - 1);', test: 'dispatchers/few-nodes' },
  { name: 'a shortest queue that misses who leaves', file: 'dispatchers/jsq.ts', from: 'changed: (node, pool) => levels.set(node, pool.queued(node))', to: 'changed: (node, pool) => levels.set(node, pool.queued(node) - 1 + 1 || 1)', test: 'dispatchers/full-scan' },
  { name: 'two choices, the longer queue', file: 'dispatchers/power-of-d.ts', from: 'if (queued < least) {', to: 'if (queued > least || least === Infinity) {', test: 'dispatchers/few-nodes' },
  { name: 'an expected delay without the newcomer', file: 'dispatchers/shortest-expected-delay.ts', from: '(tasks + 1) / (slots * speed)', to: 'tasks / (slots * speed)', test: 'dispatchers/full-scan' },
  { name: 'work left that does not see speeds', file: 'dispatchers/least-work-left.ts', from: 'slots * speed', to: 'slots * 1', test: 'dispatchers/full-scan' },
  { name: 'an idle list that keeps whoever got a job', file: 'dispatchers/join-idle-queue.ts', from: 'list.delete(node);', to: '', test: 'dispatchers/few-nodes' },
  { name: 'turns by weight that pay too little', file: 'dispatchers/weighted-round-robin.ts', from: 'credit[best] -= total;', to: 'credit[best] -= total - 1;', test: 'dispatchers/weighted-round-robin' },
  { name: 'a bound of one task too many', file: 'dispatchers/consistent-hash.ts', from: '>= most', to: '> most', test: 'dispatchers/hashing' },
  { name: 'sizes at a cutoff sent above it', file: 'dispatchers/sita.ts', from: 'cutoffs[middle] < size', to: 'cutoffs[middle] <= size', test: 'dispatchers/splits' },
  { name: 'copies that are all served to the end', file: 'kernel/copies.ts', from: 'pool.retracted(copy, pool.mechanism.withdraw(node, copy));\n      pool.left(copy);', to: 'jobs.station[copy] = node;', test: 'dispatchers/redundancy-d' },
  { name: 'SRPT by original size', file: 'disciplines/srpt.ts', from: 'job.size - job.age', to: 'job.size', test: 'disciplines/srpt-optimal' },
  { name: 'sharing among all slots, used or not', file: 'kernel/mechanisms/shared.ts', from: 'Math.min(tasks, stations.slots[station])) / tasks', to: 'stations.slots[station]) / Math.max(tasks, stations.slots[station])', test: 'kernel/mechanisms' },
  { name: 'least attained service that forgets ties', file: 'kernel/mechanisms/attained.ts', from: 'this.members[group] += this.members[above];', to: 'this.members[group] += 1;', test: 'kernel/mechanisms' },
  { name: 'a quantum that leaks a tenth of what it did', file: 'kernel/mechanisms/interruptible.ts', from: 'jobs.age[row] += this.turn[slot];', to: 'jobs.age[row] += 0.9 * this.turn[slot];', test: 'kernel/mechanisms' },
  { name: 'a turn that does not go behind its equals', file: 'kernel/mechanisms/interruptible.ts', from: 'jobs.order[row] = this.sign * ++this.comings;\n      this.lines.add', to: 'this.lines.add', test: 'kernel/interruptions' },
  { name: 'a new beginning that keeps what was done', file: 'kernel/mechanisms/interruptible.ts', from: '      jobs.age[row] = 0;\n    }\n    this.lines.add', to: '    }\n    this.lines.add', test: 'disciplines/repeat' },
  { name: 'response ratios that do not look at the size', file: 'disciplines/hrrn.ts', from: '-(now - job.arrival) / job.size', to: '-(now - job.arrival)', test: 'kernel/interruptions' },
  { name: 'a level that grants its whole quantum again', file: 'disciplines/mlfq.ts', from: 'limits[at] - job.age', to: 'quanta[at]', test: 'disciplines/mlfq' },
  { name: 'priority gained without the weight', file: 'disciplines/accumulating-priority.ts', from: '-job.weight * (now', to: '-(now', test: 'disciplines/waits' },
  { name: 'strides of one length', file: 'disciplines/stride.ts', from: 'steps / job.weight', to: 'steps', test: 'disciplines/shares' },
  { name: 'the cμ rule with sizes for rates', file: 'disciplines/c-mu.ts', from: '-weight / (', to: '-weight * (', test: 'disciplines/c-mu' },
  { name: 'laxity by original size', file: 'disciplines/least-laxity.ts', from: 'job.size - job.age', to: 'job.size', test: 'disciplines/deadlines' },
  { name: 'the Gittins index without a stop', file: 'disciplines/gittins-index.ts', from: 'to = corner[to];\n    corner', to: 'to = last;\n    corner', test: 'disciplines/gittins-index' },
  { name: 'a class that is empty and keeps its deficit', file: 'disciplines/drr.ts', from: 'this.deficit[jobClass] = 0;', to: '', test: 'disciplines/fair' },
];

const copy = new SpoiltCopy(['src', 'test', 'scenarios', 'package.json', 'tsconfig.json', 'vitest.config.ts']);
afterAll(() => copy.remove());

function run(tests: readonly string[]): number | null {
  const files = tests.map((test) => `test/${test}.test.ts`);
  return spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', ...files], { cwd: copy.folder, encoding: 'utf8', timeout: 300_000 }).status;
}

it('without a fault the tests pass', () => {
  expect(run([...new Set(FAULTS.map(({ test }) => test))])).toBe(0);
});

describe('a fault is found:', () => {
  it.each(FAULTS.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
    copy.spoil('src', fault, () => expect(run([fault.test])).toBe(1));
  });
});
