/**
 * Puts the program into few files: Node takes longer to find and read seven hundred modules than a short run takes.
 * Beside main.js and index.js stand the files that threads and processes start from, all in one folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

const entries = {
  main: 'cli/main',
  index: 'index',
  notebook: 'notebook',
  worker: 'lab/parallel/worker',
  'validate-worker': 'lab/parallel/validate-worker',
  'slot-worker': 'backends/threads/slot-worker',
  'node-process': 'backends/processes/node-process',
  'monitor-thread': 'cli/monitor-thread',
  'module-hooks': 'user-modules/module-hooks',
};

/** What the compiler of the engine does not do: an imported constant is looked up each time, which made M/M/1 10 % slower. */
const optimization = { inlineConst: { mode: 'all', pass: 2 } };

/** Every module by itself, as in src/: what the benchmark and tests take apart. */
const modules = readdirSync('src', { recursive: true }).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

/** Each entry of a table `name: Class` in kernel/plain/loops.ts gets a copy of the module that the class is of: why is said there. */
const loopOfItsOwn = {
  name: 'loop-of-its-own',
  transform: { filter: { id: /[\\/]kernel[\\/]plain[\\/]loops\.ts$/ }, handler: withCopies },
  resolveId: { filter: { id: /\?copy=/ }, handler: (source, importer) => join(dirname(importer), source) },
  load: { filter: { id: /\?copy=/ }, handler: (id) => ({ code: readFileSync(id.replace(/\?.*/, ''), 'utf8'), moduleType: 'ts' }) },
};

export default defineConfig([
  {
    input: Object.fromEntries(modules.map((file) => [file.slice(0, -'.ts'.length), `src/${file}`])),
    platform: 'node',
    external: /^(?![./]|src[\\/]|[A-Za-z]:[\\/])/,
    optimization,
    plugins: [loopOfItsOwn],
    output: { dir: 'dist', preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
  },
  {
    input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, `src/${path}.ts`])),
    platform: 'node',
    // These find files of their own beside themselves.
    external: ['piscina', '@resvg/resvg-js', '@swc/wasm-typescript'],
    optimization,
    output: { dir: 'dist/bundle', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    plugins: [
      loopOfItsOwn,
      { name: 'side-by-side', transform: { filter: { id: /[\\/]src[\\/].*\.ts$/ }, handler: besideOneAnother } },
      { name: 'segmenters', transform: { filter: { code: 'new Intl.Segmenter()' }, handler: segmentersWhenNeeded } },
      { name: 'licences', generateBundle: addLicences },
    ],
  },
]);

/** What a module finds in a folder relative to its own is in its own here. */
function besideOneAnother(code) {
  return code.replaceAll(/(?<=new URL\(')[./\w-]*\/(?=[\w-]+\.js', import\.meta\.url\))/g, '');
}

function withCopies(code) {
  const modules = new Map([...code.matchAll(/import \{ (\w+) \} from '([^']+)'/g)].map(([, name, path]) => [name, path]));
  const imports = [];
  const tables = code.replaceAll(/(\w+): (\w+)(?=[, }])/g, (entry, key, name) => {
    if (!modules.has(name)) return entry;
    imports.push(`import { ${name} as ${name}_${key} } from '${modules.get(name)}?copy=${key}';`);
    return `${key}: ${name}_${key}`;
  });
  if (imports.length === 0) throw new Error('kernel/plain/loops.ts: expected tables of classes that it imports');
  return `${imports.join('\n')}\n${tables}`;
}

/** Making a segmenter takes a tenth of the time of a command; what lays out the help makes three as it is loaded, and plain text needs none. */
function segmentersWhenNeeded(code) {
  return code.replaceAll(/const (\w+) = new Intl\.Segmenter\(\);/g, 'let $1_;\nconst $1 = { segment: (text) => ($1_ ??= new Intl.Segmenter()).segment(text) };');
}

/** The packages that are in the bundle go with their licences. */
function addLicences(_, bundle) {
  const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
  const packages = new Set(modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []));
  const texts = [...packages].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    return [`${name} ${version}, ${license}`, ...files.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join('\n\n');
  });
  this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${texts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n` });
}
