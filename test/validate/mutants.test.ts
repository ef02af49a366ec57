/**
 * `schedlab validate` fails when the simulator is wrong.
 *
 * Proven: each of these faults, put into a copy of the built program, makes it exit with status 1 and name the formula that
 * gives the fault away, while the unchanged copy passes. The faults are slips that one makes: one too many, the wrong
 * variable, a tie forgotten, a rate a little off. (What a wrong scenario does to single scores: test/agreement/wrong.test.ts.)
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Fault, SpoiltCopy } from './spoilt-copy.ts';

interface Found extends Fault {
  /** The formula that must fail. */
  readonly formula: string;
}

const FAULTS: readonly Found[] = [
  { name: 'the shortest queue forgets the job in service', file: 'kernel/pool.js', from: 'return this.tasks[node];', to: 'return Math.max(0, this.tasks[node] - 1);', formula: 'jsq-2' },
  { name: 'two choices drawn from all nodes but the last', file: 'dispatchers/sample.js', from: 'const last = first + i;', to: 'const last = Math.max(i, first + i - 1);', formula: 'power-of-d-exact' },
  { name: 'round robin stays at a node for two jobs', file: 'dispatchers/round-robin.js', from: '(next = next + 1 === nodes ? 0 : next + 1)', to: '{ next = (next + 0.5) % nodes; return Math.floor(next); }', formula: 'gm1' },
  { name: 'the slowest free slot first', file: 'kernel/stations.js', from: 'nodes[b].speed - nodes[a].speed', to: 'nodes[a].speed - nodes[b].speed', formula: 'mmc-heterogeneous' },
  { name: 'SRPT by original size', file: 'disciplines/srpt.js', from: 'job.size - job.age', to: 'job.size', formula: 'mg1-srpt' },
  { name: 'SJF by the reverse of the size', file: 'disciplines/sjf.js', from: '(job) => job.size', to: '(job) => -job.size', formula: 'mg1-sjf' },
  { name: 'LAS that shares with everybody', file: 'disciplines/las.js', from: "mechanism: 'attained'", to: "mechanism: 'shared'", formula: 'mg1-fb' },
  { name: 'sharing at a rate of one in n + 0.02', file: 'kernel/mechanisms/shared.js', from: '/ tasks;', to: '/ (tasks + 0.02);', formula: 'mg1-ps' },
  { name: 'a quantum that leaks a tenth of what it did', file: 'kernel/mechanisms/interruptible.js', from: 'jobs.age[row] += this.turn[slot];', to: 'jobs.age[row] += 0.9 * this.turn[slot];', formula: 'mm1' },
  { name: 'priorities without preemption', file: 'disciplines/priority.js', from: "mechanism: 'ordered', preemptive,", to: "mechanism: 'ordered', preemptive: false,", formula: 'mg1-priority-preemptive' },
  { name: 'a buffer of one place too many', file: 'kernel/pool.js', from: '>= this.nodeCapacity[node]', to: '> this.nodeCapacity[node]', formula: 'mmck' },
  { name: 'exponential variates half a per cent too long', file: 'random/distributions/exponential.js', from: 'mean * stream.exponential()', to: 'mean * 1.005 * stream.exponential()', formula: 'mm1' },
  { name: 'Erlang sizes with a stage too many', file: 'random/distributions/erlang.js', from: "...gamma.create({ shape: k, mean })", to: "...gamma.create({ shape: k, mean }), sample: gamma.create({ shape: k + 1, mean }).sample", formula: 'mg1' },
  { name: 'a batch of one job too many', file: 'arrivals/batch.js', from: 'left = size.sample(stream) - 1;', to: 'left = size.sample(stream);', formula: 'batch-mm1' },
  { name: 'customers who think half as long', file: 'kernel/arrivals.js', from: 'process.think.sample(', to: '0.5 * process.think.sample(', formula: 'machine-repair' },
  { name: 'waiting that counts the service', file: 'stats/class-tallies.js', from: 'responses[i] - service;', to: 'responses[i];', formula: 'mmc' },
];

const copy = new SpoiltCopy(['dist', 'package.json']);
afterAll(() => copy.remove());

function validate(formulas: readonly string[]) {
  return spawnSync(process.execPath, [join(copy.folder, 'dist/cli/main.js'), 'validate', ...formulas, '--no-write'], { encoding: 'utf8' });
}

it('the unchanged copy passes', () => {
  const { status, stderr, stdout } = validate(['mm1', 'mg1-srpt', 'mmck']);
  expect({ status, stderr, failed: /failed/.test(stdout) }).toEqual({ status: 0, stderr: '', failed: false });
});

describe('a fault makes it fail', () => {
  it.each(FAULTS.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
    copy.spoil('dist', fault, () => {
      const { status, stdout, stderr } = validate([fault.formula]);
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(stdout).toContain('\nfailed: ');
      expect(stdout).toMatch(new RegExp(`^ {2}${fault.formula} `, 'm'));
    });
  });
});
