/**
 * A wrong simulator fails: what agreement.test.ts proves would be worth nothing if it could not.
 *
 * Proven: each defect, brought in by giving the simulator another scenario than theory, or theory another value, is
 * caught by the same scores and the same bounds, while the right simulator passes at the same effort. All means of a
 * defective run need not differ: processor sharing has the mean of first come, first served, and only its variance gives
 * it away; replications that share random numbers have the right mean, and only the variance of the scores is off.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario.ts';
import type { Oracle } from '../../src/theory/finding.ts';
import { oracle } from '../../src/theory/oracle.ts';
import { type Defect, type Effort, score } from '../../src/lab/validation/measure.ts';
import { biasCaught } from '../../src/lab/validation/power.ts';
import { verdictOf } from '../../src/lab/validation/verdict.ts';

/** Where the quick family of about a thousand values puts it (Bonferroni). */
const LEVEL = 5e-6;

const EFFORT: Effort = { seeds: 16, replications: 5, jobs: 12_000, independent: 3000 };

function scenario(rate: number, mean: number, pool = '{ nodes: 1 }'): Scenario {
  const source = `{ class: job, process: poisson, rate: ${rate}, size: { exponential: { mean: ${mean} } } }`;
  return loadScenario('wrong', `name: wrong\narrivals: [${source}]\npool: ${pool}\n`).scenario;
}

interface Trial {
  readonly simulated: Scenario;
  readonly theory: Scenario | Oracle;
  readonly effort?: Partial<Effort>;
  readonly defect?: Defect;
}

/** The values that do not look right. */
async function failing({ simulated, theory, effort, defect }: Trial): Promise<readonly string[]> {
  const known = 'findings' in theory ? theory : oracle(theory);
  const scored = await score(simulated, known, { ...EFFORT, ...effort }, defect);
  return scored.map((one) => verdictOf(one, LEVEL)).filter(({ pass }) => !pass).map(({ scope, key }) => `${scope} ${key}`);
}

/** What theory says of a scenario, with other values for some keys. */
function claiming(about: Scenario, change: (values: Readonly<Record<string, number>>) => Record<string, number>): Oracle {
  const [first] = oracle(about).findings;
  return { findings: [{ ...first, prediction: { values: change(first.prediction.values) } }], reasons: [] };
}

const mm1 = scenario(0.5, 1);
const split = scenario(1.5, 1, '{ nodes: 3, dispatch: random }');
const slots = (count: number) => scenario(1.5, 1, `{ nodes: [{ slots: ${count} }] }`);
const iid = scenario(1, 1, '{ nodes: [{ slots: unlimited }] }');
const p95 = (factor: number) => claiming(iid, () => ({ 'response.p95': factor * Math.log(20) }));

describe('the right simulator passes', () => {
  it.each<[string, Trial]>([
    ['M/M/1', { simulated: mm1, theory: mm1 }],
    ['random split', { simulated: split, theory: split }],
    ['M/M/3', { simulated: slots(3), theory: slots(3) }],
    ['P95 of independent responses', { simulated: iid, theory: p95(1), effort: { jobs: 25_000 } }],
  ])('%s', async (_, trial) => {
    expect(await failing(trial)).toEqual([]);
  });
});

describe('a wrong simulator fails', () => {
  it.each<[defect: string, Trial, seenIn: string]>([
    ['service 1 % slower', { simulated: scenario(0.5, 1.01), theory: mm1 }, 'utilisation'],
    ['service 1 % faster', { simulated: scenario(0.5, 0.99), theory: mm1 }, 'utilisation'],
    ['arrivals 1 % more frequent', { simulated: scenario(0.505, 1), theory: mm1 }, 'throughput'],
    ['arrivals 1 % rarer', { simulated: scenario(0.495, 1), theory: mm1 }, 'throughput'],
    ['one slot too many', { simulated: slots(4), theory: slots(3) }, 'response'],
    ['the shortest queue in place of a random one', { simulated: scenario(1.5, 1, '{ nodes: 3, dispatch: jsq }'), theory: split }, 'response'],
    ['round robin in place of random', { simulated: scenario(1.5, 1, '{ nodes: 3, dispatch: round-robin }'), theory: split }, 'response'],
    ['sharing in place of a queue, of the same mean', { simulated: scenario(0.5, 1, '{ nodes: 1, discipline: ps }'), theory: mm1 }, 'response.variance'],
    ['last come first served, of the same mean', { simulated: scenario(0.5, 1, '{ nodes: 1, discipline: lcfs }'), theory: mm1 }, 'response.variance'],
    ['a buffer that is one too small', { simulated: scenario(0.8, 1, '{ nodes: [{ capacity: 5 }] }'), theory: scenario(0.8, 1, '{ nodes: [{ capacity: 6 }] }') }, 'loss'],
    ['waiting measured as response', { simulated: mm1, theory: claiming(mm1, (values) => ({ waiting: values['response'] })) }, 'waiting'],
    ['P95 off by one bucket', { simulated: iid, theory: p95(1 + 1 / 128), effort: { jobs: 25_000 } }, 'response.p95'],
    ['warm-up left in', { simulated: scenario(0.95, 1), theory: scenario(0.95, 1), effort: { seeds: 40, jobs: 2000, warmup: 0, independent: 0 } }, 'response'],
    ['ten replications of which two are independent', { simulated: mm1, theory: mm1, effort: { replications: 10, jobs: 2000 }, defect: { replicationOf: (index) => index % 2 } }, 'throughput'],
  ])('%s', async (_, trial, seenIn) => {
    expect(await failing(trial)).toContain(`overall ${seenIn}`);
  });
});

describe('power', () => {
  it('is 0.99 at about eight standard errors for 16 seeds of 5 replications', () => {
    const bias = biasCaught(EFFORT, LEVEL);
    expect(bias).toBeGreaterThan(6);
    expect(bias).toBeLessThan(9);
  });
});
