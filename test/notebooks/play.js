/**
 * Plays a notebook from its first cell to its last as Deno's kernel for Jupyter does, but on Node, and prints it with what
 * its cells show. `node play.js NOTEBOOK`; exit status 1 where a cell throws.
 */
import { Session } from 'node:inspector/promises';
import { readFileSync } from 'node:fs';
import { formatWithOptions, inspect } from 'node:util';
import { transformSync } from '@swc/wasm-typescript';
import * as schedlab from 'schedlab';
import * as notebook from 'schedlab/notebook';

const MODULES = { schedlab, 'schedlab/notebook': notebook };
const DISPLAY = Symbol.for('Jupyter.display');

const played = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const session = new Session();
session.connect();

let outputs = [];
globalThis.console.log = (...values) => outputs.push({ name: 'stdout', output_type: 'stream', text: lines(`${formatWithOptions({}, ...values)}\n`) });
globalThis.schedlabModules = MODULES;
globalThis.schedlabShow = async (value) => {
  if (value === undefined) return;
  const data = typeof value?.[DISPLAY] === 'function' ? await value[DISPLAY]() : { 'text/plain': inspect(value) };
  outputs.push({ data: Object.fromEntries(Object.entries(data).map(([type, text]) => [type, lines(text)])), execution_count: count, metadata: {}, output_type: 'execute_result' });
};

let count = 0;
for (const cell of played.cells) {
  if (cell.cell_type !== 'code') continue;
  count++;
  outputs = [];
  await evaluate(withoutImports(transformSync(cell.source.join(''), { mode: 'strip-only', module: true }).code));
  cell.execution_count = count;
  cell.outputs = outputs;
}
process.stdout.write(`${JSON.stringify(played, null, 1)}\n`);

/** What the cell ends in is shown, as far as there is anything. */
async function evaluate(expression) {
  const { result, exceptionDetails } = await session.post('Runtime.evaluate', { expression, replMode: true, awaitPromise: true });
  if (exceptionDetails) throw new Error(`cell ${count}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  await session.post('Runtime.callFunctionOn', {
    functionDeclaration: 'async function (value) { await globalThis.schedlabShow(value); }',
    arguments: [result.objectId ? { objectId: result.objectId } : { value: result.value }],
    executionContextId: 1,
    awaitPromise: true,
  });
}

/** Scripts have no imports; what is to be had is there. */
function withoutImports(code) {
  return code.replace(/^import (\{[^}]*\}) from '([^']+)';?$/gm, (_, names, from) => {
    if (!Object.hasOwn(MODULES, from)) throw new Error(`cell ${count}: notebooks import from ${Object.keys(MODULES).join(' and ')} only, not from ${from}`);
    return `const ${names.replaceAll(' as ', ': ')} = globalThis.schedlabModules['${from}'];`;
  });
}

/** As notebooks keep text. */
function lines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
