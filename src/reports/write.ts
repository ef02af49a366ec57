import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../result.ts';
import { chartNames, charts } from './charts/index.ts';
import { draw, type File, json, notAmong } from './draw.ts';
import { reportHtml } from './html.ts';

/**
 * Writes result.json, every chart (.svg, .png, .vl.json) and report.html, and returns their paths. All files are complete
 * before the first takes its place, so that a reader never meets half a file; on failure nothing half-written is left, and
 * charts of an earlier run that this result has no data for are removed.
 * The operating system's errors come through.
 */
export async function writeReport(result: Result, dir: string): Promise<string[]> {
  const shown = charts(result);
  const { files: drawn, svgs } = await draw(shown);
  const figures = shown.map(({ about }, index) => ({ about, svg: svgs[index] }));
  const files: readonly File[] = [['result.json', json(result)], ...drawn, ['report.html', reportHtml(result, figures)]];
  return writeFiles(files, dir, notAmong(files, chartNames));
}

/** Writes files into a directory, all or none, and removes others of the given names; returns their paths. */
export async function writeFiles(files: readonly File[], dir: string, unwanted: readonly string[] = []): Promise<string[]> {
  const made = await mkdir(dir, { recursive: true });
  try {
    await place(files, dir, unwanted);
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  }
  return files.map(([name]) => join(dir, name));
}

/** Temporary files stand beside their places, on the same file system, where a rename is atomic. */
async function place(files: readonly File[], dir: string, unwanted: readonly string[]): Promise<void> {
  const temporary = await mkdtemp(join(dir, '.writing-'));
  // Where the process ends meanwhile, as by a second Ctrl-C.
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    for (const [name, content] of files) await writeFile(join(temporary, name), content);
    for (const [name] of files) await rename(join(temporary, name), join(dir, name));
    for (const name of unwanted) await rm(join(dir, name), { force: true });
  } finally {
    process.off('exit', remove);
    await rm(temporary, { recursive: true, force: true });
  }
}
