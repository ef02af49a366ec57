/** What every program here is given, and what it prints: one line of JSON. */

/** `run(model)` simulates and returns the mean response of `customers` jobs; the model comes from the command line as JSON. */
export function measure(run) {
  const { customers, ...model } = JSON.parse(process.argv[2]);
  const before = process.cpuUsage();
  const meanResponse = run({ ...model, customers });
  const { user, system } = process.cpuUsage(before);
  const maxRssMiB = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ customers, meanResponse, cpuSeconds: (user + system) / 1e6, maxRssMiB })}\n`);
}

/** Over all classes. */
export function meanOf(sections) {
  const all = sections.classes.map(({ response }) => response.moments);
  return all.reduce((sum, { count, mean }) => sum + count * mean, 0) / all.reduce((sum, { count }) => sum + count, 0);
}
