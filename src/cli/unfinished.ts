/** What was finished of work that was broken off: found, gone on with, and spoken of. */
import { differences, descriptionOf, type Description } from '../lab/resume/description.ts';
import { unfinishedIn } from '../lab/resume/folder.ts';
import { KeepError, Unfinished } from '../lab/resume/unfinished.ts';
import type { Parcel } from '../lab/parallel/pool.ts';
import { exitWith, fileFault, InputError } from './exit.ts';

export interface Work {
  readonly kind: Description['kind'];
  /** The scenario as resolved. */
  readonly record: unknown;
  readonly parcel: Parcel;
  /** Scenarios at a point. */
  readonly width: number;
  /** Replications that are planned. */
  readonly total: number;
}

/** Opens what is kept of this work in its directory of results. Throws an InputError where it is not to be gone on with as was said. */
export async function openUnfinished(directory: string, resume: boolean, { kind, record, parcel, width, total }: Work): Promise<Unfinished> {
  const description = descriptionOf(kind, record, parcel);
  const unfinished = opened(directory, description, width);
  const { before, folder } = unfinished;
  const others = unfinishedIn(directory).filter((other) => other.folder !== folder).map((other) => ({ ...other, lines: differences(other.description, description) }));
  const [nearest] = others.toSorted((a, b) => a.lines.length - b.lines.length);
  const refusal = before > 0 && !resume ? inTheWay(unfinished, directory, kind, total) : before === 0 && resume && nearest ? another(directory, nearest.lines) : undefined;
  if (refusal !== undefined) {
    await unfinished.close();
    throw new InputError(refusal);
  }
  if (resume) say(before > 0 ? `going on: ${counted(before, total)} are there` : `nothing to go on with in ${directory}: starting from the beginning`);
  else if (nearest) say(`unfinished work of another scenario stays in ${nearest.folder}:\n${listed(nearest.lines)}`);
  return unfinished;
}

function inTheWay({ before, folder }: Unfinished, directory: string, kind: Work['kind'], total: number): string {
  return `${directory}: there is unfinished work of this ${kind}, ${counted(before, total)}; add --resume to go on with it, to the same result, or remove ${folder} to start anew`;
}

function another(directory: string, lines: readonly string[]): string {
  return `--resume: the unfinished work in ${directory} is of another scenario:\n${listed(lines)}\nto go on with it, make these as they were; to begin this one leave --resume away, and nothing is lost`;
}

/**
 * Does the work, which says whether it is done with; where it is not, nothing is lost that was finished, and it says how to go on.
 * Errors become the exit status.
 */
export async function keeping(unfinished: Unfinished | undefined, total: number, work: () => Promise<boolean>): Promise<void> {
  try {
    const done = await work();
    await unfinished?.close();
    if (done) return unfinished?.remove();
  } catch (error) {
    await unfinished?.close();
    exitWith(error instanceof KeepError ? new Error(`cannot write to ${unfinished!.folder}: ${fileFault(error.cause)}`) : error);
    // A fault of the scenario is there the next time too: there is nothing to go on to.
    if ((error as Error).name === 'ScenarioError') return unfinished?.remove();
  }
  if (unfinished && unfinished.finished > 0) say(`${counted(unfinished.finished, total)} are kept in ${unfinished.folder}; the same command with --resume goes on`);
}

function opened(directory: string, description: Description, width: number): Unfinished {
  try {
    return new Unfinished(directory, description, { width });
  } catch (error) {
    if (error instanceof KeepError) throw new InputError(`cannot write to ${directory}: ${fileFault(error.cause)}`);
    throw error;
  }
}

const MOST_LINES = 8;

function listed(lines: readonly string[]): string {
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `and ${lines.length - MOST_LINES + 1} more`] : lines;
  return shown.map((line) => `  ${line}`).join('\n');
}

function counted(finished: number, total: number): string {
  return `${finished.toLocaleString('en')} of ${Math.max(finished, total).toLocaleString('en')} replications`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
