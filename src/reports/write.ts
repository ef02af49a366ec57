import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../result.ts';
import { chartNames, charts } from './charts/index.ts';
import { reportHtml, type Figure } from './html.ts';
import { renderPng } from './png.ts';
import { renderSvg } from './render.ts';

/**
 * Writes result.json, every chart (.svg, .png, .vl.json) and report.html, and returns their paths. All files are complete
 * before the first takes its place, so that a reader never meets half a file; on failure nothing half-written is left, and
 * charts of an earlier run that this result has no data for are removed.
 * The operating system's errors come through.
 */
export async function writeReport(result: Result, dir: string): Promise<string[]> {
  const files = await reportFiles(result);
  return writeFiles(files, dir, stale(files));
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

export type File = readonly [name: string, content: string | Uint8Array];

async function reportFiles(result: Result): Promise<File[]> {
  const drawn: File[] = [];
  const figures: Figure[] = [];
  for (const { name, about, spec } of charts(result)) {
    const svg = await renderSvg(spec, `${name}-`);
    figures.push({ about, svg });
    drawn.push([`${name}.svg`, svg], [`${name}.png`, await renderPng(svg)], [`${name}.vl.json`, json(spec)]);
  }
  return [['result.json', json(result)], ...drawn, ['report.html', reportHtml(result, figures)]];
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

/** Chart files that these files do not replace. */
function stale(files: readonly File[]): string[] {
  const written = new Set(files.map(([name]) => name));
  return chartNames.flatMap((name) => ['svg', 'png', 'vl.json'].map((ending) => `${name}.${ending}`)).filter((name) => !written.has(name));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
