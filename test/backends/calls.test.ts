/** Calls: workers do a user's own work, and what comes of it is given back. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Calling, DeadLetter, TaskResult } from '../../src/backends/real/calls.ts';
import type { Execution } from '../../src/backends/real/execute.ts';
import { ResultQueue } from '../../src/backends/real/result-queue.ts';
import { dispatchBy } from '../contract/scenarios.ts';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { joinSections } from '../../src/stats/recording.ts';
import { renewals } from '../contract/scenarios.ts';
import { crews, execute, scenario, threads } from './crews.ts';

const MODULE = resolve(import.meta.dirname, 'work.ts');

const resultOf = (job: number): TaskResult => ({ job, class: 0, node: 0, arrival: 0, completed: 0, worked: 0, value: undefined });

const calling = (name: string, module = MODULE): Calling => ({ module, name, argument: ({ id }) => ({ job: id }) });

describe.each(crews)('calls by $backend', ({ hire }) => {
  const run = (name: string, { jobs = 40, module = MODULE, ...told }: { readonly jobs?: number; readonly module?: string } & Pick<Execution, 'onResult' | 'onDeadLetter'> = {}) =>
    execute(scenario({ dispatch: dispatchBy(jsq), jobs }), 0, hire, { task: 'sleep', unit: 2, callings: [calling(name, module)], ...told });

  it('give back what the function returns, each job once', async () => {
    const results: TaskResult[] = [];
    const { account } = await run('hash', { onResult: (result) => results.push(result) });
    expect(account.completed).toBe(40);
    expect(new Set(results.map(({ job }) => job)).size).toBe(40);
    for (const { job, value, arrival, completed, worked } of results) {
      expect(value).toBe(createHash('sha256').update(String(job)).digest('hex'));
      expect(completed - arrival).toBeGreaterThanOrEqual(worked);
    }
  });

  it('give back what is no plain text too, and nothing where there is nothing', async () => {
    const results: TaskResult[] = [];
    await run('tally', { jobs: 10, onResult: (result) => results.push(result) });
    for (const { job, value } of results) expect(value).toEqual(new Map([['job', job]]));
    await run('nothing', { jobs: 10, onResult: ({ value }) => expect(value).toBeUndefined() });
  });

  it('are measured: the size of a job is the time that its call took, whatever was expected', async () => {
    const results: TaskResult[] = [];
    const expected = scenario({ nodes: [{}], jobs: 20, sources: [renewals('jobs', 0, deterministic.create({ value: 5 }), deterministic.create({ value: 1000 }))] });
    const { account, recording } = await execute(expected, 0, hire, { task: 'sleep', unit: 2, callings: [calling('hash')], onResult: (result) => results.push(result) });
    const worked = results.reduce((sum, result) => sum + result.worked, 0);
    expect(account.completedWork).toBeCloseTo(worked, 9);
    expect(account.arrivedWork + account.addedWork).toBeCloseTo(account.completedWork + account.unfinishedWork, 6);
    const { slowdown } = joinSections(recording.sections).classes[0];
    expect(slowdown.moments.mean).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['fails', 'RangeError: five is too many'],
    ['dies', 'its worker ended with exit code 3'],
  ])('that do not return are given up, each once, where nothing is said of recovery: %s', async (name, message) => {
    const letters: DeadLetter[] = [];
    const results: TaskResult[] = [];
    const { account } = await run(name, { onResult: (result) => results.push(result), onDeadLetter: (letter) => letters.push(letter) });
    expect(letters).toEqual([{ job: 5, class: 0, arrival: expect.any(Number), ended: expect.any(Number), reason: 'error', message }]);
    expect(results.map(({ job }) => job)).not.toContain(5);
    expect([account.completed, account.dead]).toEqual([39, 1]);
  });

  it('whose results cannot be sent end the run, since no other try would mend it', async () => {
    await expect(run('unsendable')).rejects.toThrow(/^the result of job 5 cannot be sent back from its worker: .*could not be cloned/);
  });

  it('that never return hold nothing up but their slot', async () => {
    const { account } = await run('hangs', { jobs: 30 });
    expect(account.completed).toBe(30);
  });

  it.each([
    ['hush', MODULE, `${MODULE} exports no function hush; it exports dies, fails, hangs, hash, nothing, tally, thread, unsendable (did you mean hash?)`],
    ['answer', MODULE, `${MODULE} exports answer, which is no function`],
    ['hash', '/nowhere/work.js', '/nowhere/work.js cannot be read: no such file'],
  ])('of %s in %s, which cannot be had, are refused before the start', async (name, module, message) => {
    const refused = run(name, { module });
    await expect(refused).rejects.toMatchObject({ name: 'FunctionFault', message });
  });
});

/** What the call of slot 0 returned. */
async function returned(crew: Awaited<ReturnType<typeof threads>>): Promise<unknown> {
  while (crew.next() < 0) {
    crew.wait(20);
    await new Promise((passed) => setImmediate(passed));
  }
  expect(crew.failure(0)).toBeUndefined();
  return crew.result(0);
}

const call = (argument: unknown) => ({ kind: 'call', function: 0, argument }) as const;

describe('a worker that makes calls', () => {
  it('and is being started is not replaced by another when what it has not begun is taken back', async () => {
    const crew = await threads([0], { functions: [{ module: MODULE, name: 'thread' }] });
    crew.begin(0, call(0));
    const before = Number(await returned(crew));
    crew.kill(0);
    // As timeouts do that are shorter than what it takes to start it.
    for (let i = 0; i < 20; i++) {
      crew.begin(0, call(i));
      crew.rest(0);
    }
    crew.begin(0, call(0));
    expect(Number(await returned(crew)) - before).toBeLessThan(10);
    expect(crew.delay(0)).toBeGreaterThan(0);
    await crew.dismiss();
  });

  it('is known to be absorbed by one that does not return', async () => {
    const crew = await threads([0, 1], { functions: [{ module: MODULE, name: 'hangs' }] });
    crew.begin(1, call({ job: 5 }));
    while (crew.absorbed(1) < 100) await new Promise((passed) => setTimeout(passed, 5));
    expect(crew.absorbed(0)).toBe(0);
    crew.rest(1);
    expect(crew.absorbed(1)).toBe(0);
    await crew.dismiss();
  });
});

it('results can be read while they come, in their order, until there are no more', async () => {
  const queue = new ResultQueue();
  const running = execute(scenario({ jobs: 50 }), 0, crews[0].hire, { task: 'sleep', unit: 1, callings: [calling('hash')], onResult: queue.push }).finally(() => queue.close());
  let last = 0;
  const jobs = new Set<number>();
  for await (const { job, completed } of queue) {
    expect(completed).toBeGreaterThanOrEqual(last);
    last = completed;
    jobs.add(job);
  }
  expect(jobs.size).toBe((await running).account.completed);
});

it('a long queue of results forgets none', async () => {
  const queue = new ResultQueue();
  for (let job = 0; job < 5000; job++) queue.push(resultOf(job));
  const reading = (async () => {
    const read: number[] = [];
    for await (const { job } of queue) read.push(job);
    return read;
  })();
  await Promise.resolve();
  for (let job = 5000; job < 6000; job++) queue.push(resultOf(job));
  queue.close();
  expect(await reading).toEqual(Array.from({ length: 6000 }, (_, job) => job));
});
