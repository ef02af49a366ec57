/** The direction of imports: who may see whom. A new folder must be given its place here. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');
const WORDS = ['model.ts', 'policy.ts', 'ranks.ts', 'scenario.ts', 'prediction.ts', 'params.ts', 'registry.ts', 'power.ts', 'square-root-split.ts', 'size-intervals.ts', 'least-index.ts'];

/** Part of src → the parts that it may import from, itself always included. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  'model.ts': [],
  'power.ts': [],
  'square-root-split.ts': [],
  'size-intervals.ts': ['model.ts'],
  'least-index.ts': [],
  'policy.ts': ['model.ts'],
  'scenario.ts': ['model.ts', 'policy.ts'],
  'prediction.ts': ['model.ts', 'policy.ts'],
  'registry.ts': ['policy.ts'],
  'ranks.ts': ['model.ts'],
  'accumulators.ts': ['model.ts'],
  'params.ts': ['registry.ts'],
  'result.ts': [],
  'study.ts': ['result.ts'],
  'optimisation.ts': ['result.ts'],
  'validation.ts': [],
  'version.ts': [],
  'user-modules': [],
  random: WORDS,
  arrivals: [...WORDS, 'random'],
  dispatchers: WORDS,
  disciplines: WORDS,
  metrics: WORDS,
  theory: [...WORDS, 'random'],
  stats: ['model.ts', 'accumulators.ts', 'scenario.ts', 'power.ts', 'random/special.ts'],
  monitor: ['model.ts', 'scenario.ts', 'power.ts'],
  kernel: ['model.ts', 'accumulators.ts', 'policy.ts', 'ranks.ts', 'scenario.ts'],
  // Never a policy, a distribution or a process by name: those come in the scenario.
  backends: ['model.ts', 'scenario.ts', 'registry.ts', 'kernel', 'stats', 'random/stream.ts', 'user-modules'],
  lab: [...WORDS, 'result.ts', 'study.ts', 'optimisation.ts', 'validation.ts', 'version.ts', 'random', 'arrivals', 'dispatchers', 'disciplines', 'metrics', 'theory', 'stats', 'backends', 'user-modules'],
  reports: ['model.ts', 'scenario.ts', 'prediction.ts', 'result.ts', 'study.ts', 'optimisation.ts', 'validation.ts'],
  cli: [...WORDS, 'result.ts', 'version.ts', 'lab', 'reports', 'theory', 'monitor'],
  'notebook.ts': ['params.ts', 'registry.ts', 'result.ts', 'study.ts', 'lab', 'reports', 'theory'],
  'index.ts': [...WORDS, 'result.ts', 'study.ts', 'optimisation.ts', 'validation.ts', 'random', 'arrivals', 'dispatchers', 'disciplines', 'metrics', 'theory', 'kernel', 'backends', 'lab', 'reports'],
};

/** The only files that need Node and not just JavaScript; everything else runs in a browser too. */
const NODE_ONLY = /^(cli\/|backends\/(threads|processes)\/|user-modules\/(import-module|module-hooks)\.ts|lab\/(parallel|resume)\/|reports\/(write|png|validation\/write)\.ts$)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));
}

function imports(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier);
  return found.map((specifier) => ({
    from: file,
    to: specifier.startsWith('.') ? relative(SRC, resolve(SRC, dirname(file), specifier)) : specifier,
  }));
}

const all = files(SRC).flatMap(imports);
const partOf = (file: string) => file.split('/', 1)[0];

describe('imports', () => {
  it('finds them', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all).toContainEqual({ from: 'kernel/simulation.ts', to: 'model.ts' });
  });

  it('go in one direction only', () => {
    const wrong = all
      .filter(({ to }) => to.endsWith('.ts'))
      .filter(({ from, to }) => {
        const allowed = MAY_SEE[partOf(from)];
        if (!allowed) return true;
        return partOf(from) !== partOf(to) && !allowed.some((part) => part === to || part === partOf(to));
      });
    expect(wrong).toEqual([]);
  });

  it('leave the core free of Node', () => {
    const wrong = all.filter(({ from, to }) => /^(node:|piscina$|@resvg\/)/.test(to) && !NODE_ONLY.test(from));
    expect(wrong).toEqual([]);
  });

  it('load what draws only when something is drawn', () => {
    const lines = files(SRC).flatMap((file) => readFileSync(join(SRC, file), 'utf8').split('\n').map((line) => ({ file, line })));
    const drawing = lines.filter(({ line }) => /(?:from|import\() ?'(?:vega|vega-lite|@resvg\/resvg-js)'/.test(line) && !line.startsWith('import type '));
    expect(drawing.map(({ file }) => file)).toEqual(['reports/png.ts', 'reports/render.ts']);
    expect(drawing.filter(({ line }) => line.startsWith('import '))).toEqual([]);
    const writers = lines.filter(({ line }) => /'[./\w-]*\/(?:draw|write)\.ts'/.test(line) && !line.startsWith('import type '));
    expect(writers.filter(({ file, line }) => !file.startsWith('reports/') && line.startsWith('import '))).toEqual([]);
  });

  it('leave powers to power.ts, which is the same on every engine; squares and powers of two are too', () => {
    const wrong = files(SRC)
      .filter((file) => file !== 'power.ts')
      .flatMap((file) => readFileSync(join(SRC, file), 'utf8').split('\n').map((line) => `${file}: ${line.trim()}`))
      .filter((line) => /Math\.pow|[^/*] \*\* (?!2\b)/.test(line.replace(/\b2 \*\* /g, '')) && !/^\S+: (\*|\/\*|\/\/)/.test(line));
    expect(wrong).toEqual([]);
  });

  it('leave chance and time to the streams and the calendar', () => {
    const wrong = files(SRC)
      .filter((file) => !file.startsWith('cli/'))
      .filter((file) => /Math\.random|Date\.now|new Date\b|performance\.now/.test(readFileSync(join(SRC, file), 'utf8')));
    expect(wrong).toEqual([]);
  });
});
