/** Folders of unfinished work in a directory of results: what they are called, and what is in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Description, digestOf } from './description.ts';
import { type Label, type Place, recordsIn } from './records.ts';

const PREFIX = '.unfinished-';
/** What the work is. */
export const DESCRIPTION = 'work.json';
/** Ends the name of a file that has what was measured at a point, and of those that have replications of it. */
export const POINT = '.point';
export const REPLICATIONS = '.replications';

/** The folder of this work. */
export function folderOf(directory: string, description: Description): string {
  return join(directory, PREFIX + digestOf(description));
}

/** All unfinished work in a directory, whatever it is of. */
export function unfinishedIn(directory: string): readonly { readonly folder: string; readonly description: Description }[] {
  return readdirSync(directory).filter((name) => name.startsWith(PREFIX)).flatMap((name) => {
    const folder = join(directory, name);
    const description = readDescription(folder);
    return description ? [{ folder, description }] : [];
  });
}

function readDescription(folder: string): Description | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, DESCRIPTION), 'utf8')) as Description;
  } catch {
    return undefined;
  }
}

/** What a folder keeps. */
export interface Contents {
  /** Of points that are not finished, by `keyOf`. */
  readonly replications: ReadonlyMap<string, Place>;
  /** By point: what was measured there, under the number of replications that it was measured from. */
  readonly points: ReadonlyMap<number, Place>;
  /** By point: the files of its replications. */
  readonly files: Map<number, string[]>;
}

/** `width` is the number of cells of a point. The operating system's errors come through. */
export function contentsOf(folder: string, width: number): Contents {
  const names = readdirSync(folder);
  const points = new Map(names.filter((name) => name.endsWith(POINT)).flatMap((name) => recordsIn(join(folder, name)).map((place) => [place.cell, place] as const)));
  const replications = new Map<string, Place>();
  const files = new Map<number, string[]>();
  for (const name of names.filter((one) => one.endsWith(REPLICATIONS))) {
    const point = Number.parseInt(name, 10);
    const file = join(folder, name);
    files.set(point, [...(files.get(point) ?? []), file]);
    if (points.has(point)) continue;
    for (const place of recordsIn(file)) if (Math.floor(place.cell / width) === point) replications.set(keyOf(place), place);
  }
  return { replications, points, files };
}

/** Replications that are kept, those that points were measured from included. */
export function countOf({ replications, points }: Contents): number {
  return [...points.values()].reduce((sum, { index }) => sum + index, replications.size);
}

export function keyOf({ cell, index }: Label): string {
  return `${cell}/${index}`;
}
