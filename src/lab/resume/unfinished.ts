/**
 * Keeps the replications of unfinished work while it runs, each written once, so that it can go on after whatever ends it.
 * While a point is run, its replications are appended to a file of its own; once it is finished, what was measured takes
 * their place. A process appends only to files that it made: what another one, killed or still running, left at the end of
 * its own is read up to the last whole record. It takes away only what it made or has read, and directories only while
 * nobody else has anything in them; what others take from it in the meantime it makes or runs again.
 * What is written outlives the process at once, and a loss of power after a second.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fdatasync, fdatasyncSync, fstatSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Replicate } from '../../backends/simulated/replicate.ts';
import type { KeptPoints, Runner, Task } from '../study/play.ts';
import type { Measured } from '../study/point-reducer.ts';
import type { Description } from './description.ts';
import { type Contents, contentsOf, countOf, DESCRIPTION, folderOf, keyOf, POINT, REPLICATIONS } from './folder.ts';
import { pack, unpack } from './pack.ts';
import { contentOf, type Place, recordOf } from './records.ts';
import { isGone, SharedFolder } from './shared-folder.ts';

/** The folder cannot be written to; `cause` is the operating system's error. */
export class KeepError extends Error {
  constructor(folder: string, cause: unknown) {
    super(`cannot write to ${folder}: ${(cause as Error).message}`, { cause });
    this.name = 'KeepError';
  }
}

export interface UnfinishedOptions {
  /** Cells of a point. Default: 1. */
  readonly width?: number;
  /** Writes from an offset, and returns how many bytes it wrote. Default: to the file. */
  readonly write?: (descriptor: number, bytes: Uint8Array, offset: number) => number;
}

const SYNC_MS = 1000;
const synced = promisify(fdatasync);

export class Unfinished implements KeptPoints {
  readonly folder: string;
  /** Replications that were kept when it was opened. */
  readonly before: number;
  readonly #shared: SharedFolder;
  readonly #width: number;
  readonly #write: NonNullable<UnfinishedOptions['write']>;
  /** Tells the files of this process from those of others. */
  readonly #own = randomUUID().slice(0, 8);
  readonly #contents: Contents;
  /** Names of all that was in the folder when it was opened, and of the points that it finished. */
  readonly #known = new Set<string>();
  /** By point: the file that its replications are appended to. */
  readonly #open = new Map<number, number>();
  /** Files with what a loss of power would take. */
  readonly #fresh = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #failure: unknown;
  #served = 0;
  #written = 0;

  /** Opens the folder of this work in a directory of results, and makes both where they are not there. Throws a KeepError. */
  constructor(directory: string, description: Description, { width = 1, write = writeSync }: UnfinishedOptions = {}) {
    this.folder = folderOf(directory, description);
    this.#width = width;
    this.#write = write;
    this.#shared = new SharedFolder(this.folder, this.#own, DESCRIPTION, () => {
      if (!existsSync(join(this.folder, DESCRIPTION))) this.#place(DESCRIPTION, Buffer.from(JSON.stringify(description)));
    });
    try {
      this.#shared.make();
      this.#contents = this.#shared.use(() => contentsOf(this.folder, width));
      for (const name of this.#shared.use(() => readdirSync(this.folder))) this.#known.add(name);
    } catch (error) {
      this.#shared.clear();
      throw new KeepError(directory, error);
    }
    this.before = countOf(this.#contents);
  }

  /** Replications that are kept by now. */
  get finished(): number {
    return this.before + this.#written;
  }

  /** Of those that were kept before, how many have been handed out. */
  get served(): number {
    return this.#served;
  }

  async measured(point: number): Promise<Measured | undefined> {
    const place = this.#contents.points.get(point);
    if (!place) return undefined;
    const content = await this.#contentOf(place);
    if (!content) return undefined;
    this.#served += place.index;
    return unpack(content);
  }

  async keep(point: number, measured: Measured): Promise<void> {
    await this.#syncing;
    this.#keeping(() => {
      this.#shared.use(() => this.#place(`${point}${POINT}`, recordOf({ cell: point, index: this.#width * measured.replications }, pack(measured))));
      this.#known.add(`${point}${POINT}`);
      this.#closeFile(point);
      for (const file of this.#contents.files.get(point) ?? []) rmSync(file, { force: true });
    });
  }

  /** Yields what is kept, and lets `runner` run the others, each of which is kept before it is yielded. Throws a KeepError. */
  runner(runner: Runner): Runner {
    return (tasks) => this.#run(tasks, runner);
  }

  async *#run(tasks: Iterable<Task>, runner: Runner): AsyncGenerator<readonly [Task, Replicate]> {
    const kept: Task[] = [];
    const lost: Task[] = [];
    for await (const [task, result, packed] of runner(this.#others(tasks, kept))) {
      this.#append(task, packed ?? pack(result));
      yield [task, result];
      yield* this.#take(kept, lost);
    }
    yield* this.#take(kept, lost);
    if (lost.length === 0) return;
    for await (const [task, result, packed] of runner(lost)) {
      this.#append(task, packed ?? pack(result));
      yield [task, result];
    }
  }

  /** The tasks that are to be run; puts aside those that are kept. */
  *#others(tasks: Iterable<Task>, kept: Task[]): Generator<Task> {
    for (const task of tasks) {
      if (this.#contents.replications.has(keyOf(task))) kept.push(task);
      else yield task;
    }
  }

  /** Yields what is kept; another process that has finished the work may have taken it away since: `lost` has what is to be run again. */
  async *#take(kept: Task[], lost: Task[]): AsyncGenerator<readonly [Task, Replicate]> {
    for (const task of kept.splice(0)) {
      const content = await this.#contentOf(this.#contents.replications.get(keyOf(task))!);
      if (content) {
        this.#served++;
        yield [task, unpack<Replicate>(content)];
      } else lost.push(task);
    }
  }

  /** Undefined where it is gone. */
  async #contentOf(place: Place): Promise<Uint8Array | undefined> {
    return contentOf(place).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
  }

  #append(task: Task, content: Uint8Array): void {
    this.#keeping(() => {
      const descriptor = this.#fileOf(Math.floor(task.cell / this.#width));
      this.#writeAll(descriptor, recordOf(task, content));
      this.#written++;
      this.#fresh.add(descriptor);
      this.#timer ??= setTimeout(() => this.#sync(), SYNC_MS).unref();
    });
  }

  #fileOf(point: number): number {
    const open = this.#open.get(point);
    if (open !== undefined) {
      if (fstatSync(open).nlink > 0) return open;
      // Another process has taken the file away: what is written to it would be lost.
      this.#closeFile(point);
    }
    const file = join(this.folder, `${point}-${this.#own}${REPLICATIONS}`);
    const descriptor = this.#shared.use(() => openSync(file, 'wx'));
    this.#open.set(point, descriptor);
    const { files } = this.#contents;
    files.set(point, [...new Set([...(files.get(point) ?? []), file])]);
    return descriptor;
  }

  #closeFile(point: number): void {
    const descriptor = this.#open.get(point);
    if (descriptor === undefined) return;
    this.#open.delete(point);
    this.#fresh.delete(descriptor);
    closeSync(descriptor);
  }

  #writeAll(descriptor: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += this.#write(descriptor, bytes, done);
  }

  /** Writes a file that is there whole or not at all. */
  #place(name: string, content: Uint8Array): void {
    const temporary = join(this.folder, `${name}.${this.#own}`);
    const descriptor = openSync(temporary, 'w');
    try {
      this.#writeAll(descriptor, content);
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, join(this.folder, name));
  }

  #sync(): void {
    this.#timer = undefined;
    this.#syncing = this.#syncing
      .then(async () => {
        const fresh = [...this.#fresh];
        this.#fresh.clear();
        await Promise.all(fresh.map((descriptor) => synced(descriptor)));
      })
      .catch((error: unknown) => {
        this.#failure = error;
      });
  }

  #keeping(write: () => void): void {
    try {
      if (this.#failure !== undefined) throw this.#failure;
      write();
    } catch (error) {
      throw new KeepError(dirname(this.folder), error);
    }
  }

  /** Ends the writing. Where nothing is kept, no directory that it made is left, unless others have something in it. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sync();
    await this.#syncing;
    for (const point of this.#open.keys()) this.#closeFile(point);
    if (this.finished === 0) this.#shared.clear();
  }

  /** Lets go of everything that is kept: the work is done, and its results are written. */
  remove(): void {
    this.#shared.clear([...this.#known]);
  }
}
