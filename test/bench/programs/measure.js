/** What every JavaScript program here prints: one line of JSON, as the C and Python programs do. */

/** `run(model)` simulates and returns the mean response of `customers` jobs; the model comes from the command line. */
export function measure(run) {
  const [nodes, load, customers, seed] = process.argv.slice(2).map(Number);
  const before = process.cpuUsage();
  const meanResponse = run({ nodes, load, customers, seed });
  const { user, system } = process.cpuUsage(before);
  const maxRssMiB = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ customers, meanResponse, cpuSeconds: (user + system) / 1e6, maxRssMiB })}\n`);
}
