import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { descriptionOf } from '../../../src/lab/resume/description.ts';
import { KeepError, Unfinished, type UnfinishedOptions } from '../../../src/lab/resume/unfinished.ts';
import { assembleStudy } from '../../../src/lab/study/assemble-study.ts';
import { loadStudy } from '../../../src/lab/study/load-study.ts';
import { play, type Runner, runInThisThread, type Task } from '../../../src/lab/study/play.ts';

const study = loadStudy(
  'sweep',
  'farm.yaml',
  `
name: farm
seed: farm
arrivals: [{ class: job, process: poisson, load: 0.5, size: { exponential: { mean: 1 } } }]
pool: { nodes: 4, dispatch: random }
run: { jobs: 300, replications: 5 }
compare: { dispatch: [random, jsq] }
sweep: { load: [0.5, 0.6, 0.7, 0.8] }
`,
);
const TOTAL = 40;
const description = descriptionOf('sweep', study.base.record, { files: {}, modules: {} });

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schedlab-unfinished-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (options: UnfinishedOptions = {}) => new Unfinished(directory, description, { width: 2, ...options });

/** Runs what is asked for, notes it, and dies after so many. */
function mortal(ran: Task[], life = Infinity): Runner {
  const inner = runInThisThread(study.cells);
  return async function* (tasks) {
    for await (const done of inner(tasks)) {
      if (ran.length === life) throw new Error('killed');
      ran.push(done[0]);
      yield done;
    }
  };
}

async function finish(unfinished: Unfinished, ran: Task[], life?: number): Promise<string> {
  return JSON.stringify(assembleStudy(study, await play(study, unfinished.runner(mortal(ran, life)), undefined, unfinished)));
}

const whole = JSON.stringify(assembleStudy(study, await play(study, runInThisThread(study.cells))));

describe('work that is broken off', () => {
  it.each([1, 2, 9, 10, 11, 23, 39])('after %i replications goes on with the others, and comes to the same result', async (life) => {
    const [first, second]: Task[][] = [[], []];
    // Not closed: it was killed.
    await expect(finish(open(), first, life)).rejects.toThrow('killed');
    const again = open();
    expect(again.before).toBe(life);
    expect(await finish(again, second)).toBe(whole);
    expect(second.length).toBe(TOTAL - life);
    expect(again.served).toBe(life);
    expect(again.finished).toBe(TOTAL);
  });

  it('again and again, its files cut off anywhere, comes to the same result', async () => {
    for (let kills = 1; kills <= 6; kills++) {
      const unfinished = open();
      await expect(finish(unfinished, [], 4)).rejects.toThrow('killed');
      for (const name of readdirSync(unfinished.folder).filter((one) => one.endsWith('.replications'))) {
        const file = join(unfinished.folder, name);
        truncateSync(file, Math.max(0, statSync(file).size - 777 * kills));
      }
    }
    const ran: Task[] = [];
    const last = open();
    expect(last.before).toBeGreaterThan(5);
    expect(last.before).toBeLessThan(24);
    expect(await finish(last, ran)).toBe(whole);
    expect(ran.length).toBe(TOTAL - last.before);
  });

  it('by a thread that was further than others has what came early', async () => {
    const backwards: Runner = (tasks) => runInThisThread(study.cells)([...tasks].toReversed());
    const dying: Runner = async function* (tasks) {
      let done = 0;
      for await (const one of backwards(tasks)) {
        if (++done > 17) throw new Error('killed');
        yield one;
      }
    };
    const unfinished = open();
    await expect(play(study, unfinished.runner(dying), undefined, unfinished)).rejects.toThrow('killed');
    const ran: Task[] = [];
    expect(await finish(open(), ran)).toBe(whole);
    expect(ran.length).toBe(TOTAL - 17);
  });

  it('is done by two at once without harm', async () => {
    await expect(finish(open(), [], 7)).rejects.toThrow('killed');
    const [one, other] = [open(), open()];
    expect(await Promise.all([finish(one, []), finish(other, [])])).toEqual([whole, whole]);
  });

  it('runs again what another version of the folder or a broken disk has spoilt', async () => {
    const unfinished = open();
    await expect(finish(unfinished, [], 23)).rejects.toThrow('killed');
    for (const name of readdirSync(unfinished.folder).filter((one) => one !== 'work.json')) writeFileSync(join(unfinished.folder, name), 'spoilt');
    const ran: Task[] = [];
    expect(await finish(open(), ran)).toBe(whole);
    expect(ran.length).toBe(TOTAL);
  });
});

describe('the folder', () => {
  it('has a file for each point that is finished and no more of it', async () => {
    const unfinished = open();
    await expect(finish(unfinished, [], 23)).rejects.toThrow('killed');
    expect(readdirSync(unfinished.folder).map((name) => name.replace(/-[0-9a-f]{8}\./, '.')).toSorted()).toEqual(['0.point', '1.point', '2.replications', 'work.json']);
  });

  it('is gone where nothing was finished, with the directories that were made for it', async () => {
    const deep = new Unfinished(join(directory, 'a/b'), description);
    expect(existsSync(deep.folder)).toBe(true);
    await deep.close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is gone where nothing was finished, and what others have put beside it stays', async () => {
    const deep = new Unfinished(join(directory, 'study/slow'), description);
    mkdirSync(join(directory, 'study/quick'));
    writeFileSync(join(directory, 'study/quick/result.json'), 'results');
    await deep.close();
    expect(readdirSync(join(directory, 'study'))).toEqual(['quick']);
    expect(readFileSync(join(directory, 'study/quick/result.json'), 'utf8')).toBe('results');
  });

  it('that cannot be read takes nothing of others with it', () => {
    const first = open();
    mkdirSync(join(first.folder, '0-other.replications'));
    expect(() => open()).toThrow(KeepError);
    expect(readdirSync(first.folder).toSorted()).toEqual(['0-other.replications', 'work.json']);
  });

  it('is gone once it is let go of', async () => {
    const unfinished = open();
    await finish(unfinished, []);
    await unfinished.close();
    expect(existsSync(unfinished.folder)).toBe(true);
    unfinished.remove();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('that cannot be made is an error that says why', () => {
    writeFileSync(join(directory, 'file'), '');
    for (const place of ['file', 'file/inside']) {
      expect(() => new Unfinished(join(directory, place), description)).toThrow(KeepError);
    }
    expect(readdirSync(directory)).toEqual(['file']);
  });
});

describe('of two that do the same work at once', () => {
  it.each([0, 7])('one that stops after nothing leaves the other, that has kept %i, as it was', async (life) => {
    const ran: Task[] = [];
    const [one, other] = [new Unfinished(join(directory, 'a/b'), description, { width: 2 }), new Unfinished(join(directory, 'a/b'), description, { width: 2 })];
    if (life > 0) await expect(finish(one, ran, life)).rejects.toThrow('killed');
    await other.close();
    expect(existsSync(one.folder)).toBe(life > 0);
    await expect(finish(one, ran, 23)).rejects.toThrow('killed');
    await one.close();
    expect(readdirSync(one.folder)).toContain('work.json');
    const last = new Unfinished(join(directory, 'a/b'), description, { width: 2 });
    expect(last.before).toBeGreaterThanOrEqual(23 - life);
    expect(await finish(last, ran)).toBe(whole);
    await last.close();
    last.remove();
    expect(readdirSync(directory)).toEqual(['a']);
    expect(readdirSync(join(directory, 'a/b'))).toEqual([]);
  });

  it.each([3, 17, 33])('one that is done first takes the folder away, and the other, broken off after %i before, comes to the same result', async (life) => {
    await expect(finish(open(), [], life)).rejects.toThrow('killed');
    const [one, other] = [open(), open()];
    const ran: Task[] = [];
    let begun = 0;
    const running = one.runner((tasks) => mortal(ran)(tasks));
    const late: Runner = async function* (tasks) {
      for await (const done of running(tasks)) {
        if (++begun === 2) {
          expect(await finish(other, [])).toBe(whole);
          await other.close();
          other.remove();
        }
        yield done;
      }
    };
    expect(JSON.stringify(assembleStudy(study, await play(study, late, undefined, one)))).toBe(whole);
    await one.close();
    one.remove();
    expect(readdirSync(directory)).toEqual([]);
  });
});

/** Writes like a disk that has so many bytes left. */
function full(left: number): NonNullable<UnfinishedOptions['write']> {
  let room = left;
  return (descriptor, bytes, offset) => {
    const length = Math.min(room, bytes.length - offset);
    if (length === 0) throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
    room -= length;
    return writeSync(descriptor, bytes, offset, length);
  };
}

describe('a full disk', () => {
  it.each([3000, 100_000, 300_000, 600_000])('with %i bytes left is an error, and loses nothing that was finished', async (left) => {
    const ran: Task[] = [];
    const unfinished = open({ write: full(left) });
    const error: unknown = await finish(unfinished, ran).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(KeepError);
    expect((error as KeepError).cause).toMatchObject({ code: 'ENOSPC' });
    await unfinished.close();
    const [kept, again]: [number, Task[]] = [unfinished.finished, []];
    // That which there was no room for.
    expect(ran.length - kept).toBe(ran.length % 10 === 0 && kept === ran.length ? 0 : 1);
    const more = open();
    expect(more.before).toBe(kept);
    expect(await finish(more, again)).toBe(whole);
    expect(again.length).toBe(TOTAL - kept);
  });

  it('that has no room for the folder is one too, and leaves nothing behind', () => {
    expect(() => open({ write: full(10) })).toThrow(KeepError);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('that writes a part at a time is none', async () => {
    const unfinished = open({ write: (descriptor, bytes, offset) => writeSync(descriptor, bytes, offset, Math.min(1000, bytes.length - offset)) });
    await expect(finish(unfinished, [], 15)).rejects.toThrow('killed');
    expect(await finish(open(), [])).toBe(whole);
  });
});
