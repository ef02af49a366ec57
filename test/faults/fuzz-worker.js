// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin
/** Loads each text that it is sent and, where that is a scenario, runs a little of it; tells what came of it. */
import { parentPort } from 'node:worker_threads';
import { replicate } from '../../dist/backends/simulated/replicate.js';
import { selfChecks } from '../../dist/lab/checks.js';
import { loadScenario } from '../../dist/lab/scenario/load-scenario.js';

const JOBS = 50;
const TRACE = 'time,size,class\n0,1,a\n0.5,2,b\n0.5,0,a\n3,1,a\n4,0.1,b\n';

function read(file) {
  if (file !== 'trace.csv') throw new Error(`${file}: no such file`);
  return TRACE;
}

function load(text) {
  const started = performance.now();
  try {
    return { scenario: loadScenario('fuzz.yaml', text, { read }).scenario, milliseconds: performance.now() - started };
  } catch (error) {
    if (error.name !== 'ScenarioError') throw error;
    return { faults: error.faults, message: error.message, milliseconds: performance.now() - started };
  }
}

/** So many jobs, or in a run that is measured by time as long as so many take to come. */
function little(scenario) {
  const { unit, length } = scenario.horizon;
  const rate = scenario.sources.reduce((sum, { process }) => sum + (process.mechanism === 'closed' ? process.population / (process.think.mean + 1e-3) : process.rate), 0);
  const some = unit === 'jobs' ? Math.min(length, JOBS) : Math.min(length, JOBS / Math.max(rate, 1e-15));
  return { ...scenario, horizon: { unit, length: some, warmup: 0 } };
}

/**
 * Where one job of 1e15 is a billion times all that was done, doubles do not show the rest; where the longest class did not
 * come, all that was done may be nothing beside the time on the clock. No law can be checked then.
 */
function visible({ arrivedWork, completedWork, unfinishedService, completed, endTime }, { pool }) {
  const done = completedWork + unfinishedService;
  const rounding = (completed + 1) * endTime * Number.EPSILON * Math.max(...pool.nodes.map(({ speed }) => speed));
  return arrivedWork < 1e9 * done && rounding < 1e-7 * done;
}

parentPort.on('message', (text) => {
  try {
    const { scenario, ...told } = load(text);
    if (!scenario) {
      parentPort.postMessage({ outcome: 'refused', ...told });
      return;
    }
    const result = replicate(little(scenario), 0);
    if (visible(result.account, scenario)) selfChecks(result);
    parentPort.postMessage({ outcome: 'ran', ...told, completed: result.account.completed, lost: result.account.lost });
  } catch (error) {
    parentPort.postMessage({ outcome: 'crashed', error: String(error?.stack ?? error) });
  }
});
