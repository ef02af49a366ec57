/** Processes: one for each node, which may be killed, fall silent, or lose their coordinator. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Frames, frameOf } from '../../src/backends/processes/frames.ts';
import type { Heartbeat } from '../../src/backends/real/crew.ts';
import { spinRate } from '../../src/backends/real/spin-rate.ts';
import { requireRoom } from '../../src/backends/real/room.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { renewals } from '../contract/scenarios.ts';
import { crews, execute, processes, scenario } from './crews.ts';

type Crew = Awaited<ReturnType<typeof processes>>;

/** Waits for news as the loop of a run does. */
async function news(crew: Crew, atMost = 20_000): Promise<number> {
  for (const end = crew.now() + atMost; crew.now() < end; ) {
    const slot = crew.next();
    if (slot >= 0) return slot;
    await (crew.wait(20) ?? new Promise((resolve) => setImmediate(resolve)));
  }
  return -1;
}

async function gone(pid: number): Promise<boolean> {
  for (let i = 0; i < 500; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

async function withCrew(nodes: readonly number[], heartbeat: Heartbeat | undefined, test: (crew: Crew) => Promise<void>): Promise<void> {
  const crew = await processes(nodes, { ...(heartbeat && { heartbeat }) });
  const pids = crew.pids;
  try {
    await test(crew);
  } finally {
    await crew.dismiss();
  }
  for (const pid of [...pids, ...crew.pids]) expect(await gone(pid!)).toBe(true);
}

describe('frames', () => {
  it('are put together again, in whatever pieces they come', () => {
    const bodies = [Buffer.from('a'), Buffer.alloc(0), Buffer.from('some more'), Buffer.alloc(7000, 7)];
    const stream = Buffer.concat(bodies.map((body) => frameOf(body)));
    for (const piece of [1, 2, 3, 5, 1000, stream.length]) {
      const frames = new Frames(100_000);
      const taken: Buffer[] = [];
      for (let at = 0; at < stream.length; at += piece) {
        frames.push(stream.subarray(at, at + piece));
        for (let body = frames.take(); body; body = frames.take()) taken.push(Buffer.from(body));
      }
      expect(taken).toEqual(bodies);
    }
  });

  it('that are too long are refused before they have come', () => {
    const frames = new Frames(10);
    frames.push(frameOf(Buffer.alloc(11)).subarray(0, 5));
    expect(() => frames.take()).toThrow('a message of 11 bytes came where none is longer than 10');
  });
});

describe('the process of a node', () => {
  it('that is killed with kill -9 is replaced; what it was at has failed, and what it is given meanwhile is done', () =>
    withCrew([0, 0, 1], undefined, async (crew) => {
      const [before] = crew.pids;
      crew.begin(0, { kind: 'sleep', duration: 60_000 });
      crew.begin(2, { kind: 'sleep', duration: 300 });
      process.kill(before!, 'SIGKILL');
      expect(await news(crew)).toBe(0);
      expect(crew.failure()).toEqual({ reason: 'died', message: 'its process was ended by SIGKILL' });
      expect(crew.nextNode()).toEqual({ node: 0, change: 'gone' });
      crew.begin(0, { kind: 'sleep', duration: 1 });
      crew.begin(1, { kind: 'spin', steps: 1000 });
      const heard = [await news(crew), await news(crew), await news(crew)];
      expect(heard.toSorted()).toEqual([0, 1, 2]);
      expect(crew.nextNode()).toEqual({ node: 0, change: 'back' });
      expect(crew.pids[0]).not.toBe(before);
    }));

  it('that is killed as it starts is replaced too', () =>
    withCrew([0], undefined, async (crew) => {
      crew.begin(0, { kind: 'sleep', duration: 60_000 });
      for (let kills = 0; kills < 3; kills++) {
        const [pid] = crew.pids;
        process.kill(pid!, 'SIGKILL');
        while (crew.pids[0] === pid) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(await news(crew)).toBe(0);
      crew.begin(0, { kind: 'sleep', duration: 1 });
      expect(await news(crew)).toBe(0);
      expect(crew.failure()).toBeUndefined();
    }));

  it('that falls silent is taken for dead after the time that is stated', () =>
    withCrew([0], { everyMs: 100, misses: 5 }, async (crew) => {
      const [before] = crew.pids;
      crew.begin(0, { kind: 'sleep', duration: 60_000 });
      const stopped = crew.now();
      process.kill(before!, 'SIGSTOP');
      expect(await news(crew)).toBe(0);
      expect(crew.failure()).toEqual({ reason: 'died', message: 'its process has been silent for 0.5 s' });
      expect(crew.nextNode()).toEqual({ node: 0, change: 'silent' });
      expect(crew.now() - stopped).toBeGreaterThan(400);
      expect(await gone(before!)).toBe(true);
    }));

  it('that falls silent for a while is known to, until it is heard again', () =>
    withCrew([0], { everyMs: 50, misses: 200 }, async (crew) => {
      const until = async (silent: (time: number) => boolean) => {
        for (const end = crew.now() + 8000; crew.now() < end && !silent(crew.silence!(0)); ) await new Promise((resolve) => setTimeout(resolve, 10));
        return silent(crew.silence!(0));
      };
      process.kill(crew.pids[0]!, 'SIGSTOP');
      expect(await until((time) => time >= 150)).toBe(true);
      process.kill(crew.pids[0]!, 'SIGCONT');
      expect(await until((time) => time < 150)).toBe(true);
    }));

  it('lives while its tasks keep its processors busy', () =>
    withCrew([0], { everyMs: 100, misses: 10 }, async (crew) => {
      const rate = await spinRate(crew);
      crew.begin(0, { kind: 'spin', steps: 1500 * rate });
      expect(await news(crew)).toBe(0);
      expect(crew.failure()).toBeUndefined();
      expect(crew.worked()).toBeGreaterThan(1000);
    }));

  it('is told apart from strangers, who are sent away', () =>
    withCrew([0], undefined, async (crew) => {
      const strange = connect({ host: '127.0.0.1', port: crew.port });
      const closed = new Promise((resolve) => strange.on('error', () => {}).on('close', resolve));
      strange.write(frameOf(Buffer.from(JSON.stringify({ token: 'guess', node: 0 }))));
      await closed;
      crew.begin(0, { kind: 'sleep', duration: 1 });
      expect(await news(crew)).toBe(0);
    }));
});

describe.each(crews)('a slot of $backend', ({ hire }) => {
  it.each([
    ['throw', { reason: 'threw', message: 'an error was injected' }],
    ['die', { reason: 'died' }],
  ] as const)('that is to %s says so, and works again', async (fault, failure) => {
    const crew = (await hire([0, 1])) as Crew;
    crew.begin(1, { kind: 'sleep', duration: 5, fault });
    expect(await news(crew)).toBe(1);
    expect((crew as { failure(slot: number): unknown }).failure(1)).toMatchObject(failure);
    crew.begin(1, { kind: 'sleep', duration: 5 });
    expect(await news(crew)).toBe(1);
    expect((crew as { failure(slot: number): unknown }).failure(1)).toBeUndefined();
    await crew.dismiss();
  });

  it('that hangs says nothing, and works again when it is given something else', async () => {
    const crew = (await hire([0])) as Crew;
    crew.begin(0, { kind: 'sleep', duration: 1, fault: 'hang' });
    expect(await news(crew, 200)).toBe(-1);
    crew.rest(0);
    crew.begin(0, { kind: 'sleep', duration: 1 });
    expect(await news(crew)).toBe(0);
    await crew.dismiss();
  });

  it('whose node is killed has failed', async () => {
    const crew = (await hire([0, 1, 1])) as Crew;
    for (const slot of [0, 1]) crew.begin(slot, { kind: 'sleep', duration: slot === 0 ? 500 : 60_000 });
    crew.kill(1);
    expect(await news(crew)).toBe(1);
    expect((crew as { failure(slot: number): unknown }).failure(1)).toMatchObject({ reason: 'died' });
    expect(await news(crew)).toBe(0);
    await crew.dismiss();
  });

  it('is not hired where the memory cannot bear it', async () => {
    await expect(hire(Array.from({ length: 1e6 }, (_, slot) => slot))).rejects.toMatchObject({ name: 'CrewError', message: expect.stringMatching(/^1000000 .*give the pool fewer nodes or slots$/) });
    expect(() => requireRoom(10, 5, 2 ** 30)).not.toThrow();
  });

  it('is not hired any more where that is stopped', async () => {
    await expect(hire([0, 1], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'CrewError' });
  });
});

describe('a coordinator', () => {
  const endless = JSON.stringify({
    name: 'endless',
    time: 'ms',
    arrivals: [{ class: 'a', process: 'poisson', rate: 0.1, size: { deterministic: { value: 5 } } }],
    pool: { nodes: 2, dispatch: 'jsq' },
    run: { jobs: 1e6, replications: 1, warmup: 'none' },
  });

  /** Starts one and waits until it runs. */
  async function coordinator() {
    const child = spawn(process.execPath, [fileURLToPath(new URL('coordinator.mjs', import.meta.url)), endless], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    const said = async (what: RegExp) => {
      for (let i = 0; i < 2000 && !what.test(text); i++) await new Promise((resolve) => setTimeout(resolve, 10));
      return what.exec(text)![1];
    };
    const pids = (await said(/^ready (.*)\n/)).split(' ').map(Number);
    return { child, pids, said };
  }

  it('that is killed with kill -9 leaves no process behind', async () => {
    const { child, pids } = await coordinator();
    child.kill('SIGKILL');
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await gone(pid)).toBe(true);
  });

  it('that is interrupted stops at once, and says what was done', async () => {
    const { child, pids, said } = await coordinator();
    const exit = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    const account = JSON.parse(await said(/^done (.*)\n/m)) as { readonly completed: number; readonly arrived: number; readonly unfinished: number };
    expect(account.completed).toBeGreaterThan(0);
    expect(account.arrived).toBe(account.completed + account.unfinished);
    expect(await exit).toBe(0);
    for (const pid of pids) expect(await gone(pid)).toBe(true);
  });
});

it('tasks of processes wait as in the simulator, and end no sooner', async () => {
  const given = scenario({ nodes: [{}], sources: [renewals('jobs', 0, deterministic.create({ value: 2 }), deterministic.create({ value: 1 }))], jobs: 50 });
  const { account } = await execute(given, 0, processes, { task: 'sleep', unit: 5 });
  expect(account.completed).toBe(50);
  expect(account.endTime).toBeGreaterThanOrEqual(101);
});
