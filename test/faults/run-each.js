/** Runs `schedlab run` on every file named, in one process: run-each.js OUT FILE… */
import { run } from '../../dist/cli/run.js';

const [out, ...files] = process.argv.slice(2);
for (const file of files) {
  process.exitCode = undefined;
  await run.handler({ file, out, write: true, format: 'table', set: [], backend: 'simulated', $0: 'schedlab', _: [] });
  process.stderr.write(`${file}: exit status ${process.exitCode}\n`);
}
process.exitCode = 0;
