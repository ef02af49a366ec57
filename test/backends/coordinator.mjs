/** A coordinator of its own process, to be killed: it says when it runs, and what became of it. */
const dist = new URL('../../dist/', import.meta.url);
const { execute } = await import(new URL('backends/real/execute.js', dist).href);
const { processes } = await import(new URL('backends/processes/crew.js', dist).href);
const { loadScenario } = await import(new URL('index.js', dist).href);
const { scenario } = loadScenario('coordinator.yaml', process.argv[2]);
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
const hire = async (...terms) => {
  const crew = await processes(...terms);
  process.stdout.write(`ready ${crew.pids.join(' ')}\n`);
  return crew;
};
const { account } = await execute(scenario, 0, hire, { task: 'sleep', unit: 1, signal: stop.signal });
process.stdout.write(`done ${JSON.stringify(account)}\n`);
