import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const notebooks = readdirSync(join(ROOT, 'notebooks')).filter((file) => file.endsWith('.ipynb'));

describe('notebooks', () => {
  it('are there', () => {
    expect(notebooks.length).toBeGreaterThanOrEqual(4);
  });

  it.each(notebooks)('%s shows what it shows when it is played again', { timeout: 120_000 }, (name) => {
    const path = join(ROOT, 'notebooks', name);
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'play.js'), path], { encoding: 'utf8', maxBuffer: 1e8 });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toBe(readFileSync(path, 'utf8'));
  });
});
