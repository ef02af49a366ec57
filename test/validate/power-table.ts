import { table } from './write.ts';
import type { Effort } from '../../src/lab/validation/measure.ts';
import { biasCaught } from '../../src/lab/validation/power.ts';
import type { Measured } from '../../src/lab/validation/run-cases.ts';
import { FAMILY_ERROR, type Verdict } from '../../src/lab/validation/verdict.ts';

const CHOSEN: readonly string[] = ['mm1', 'mmc, one node of 3 slots', 'mg1, hyperexponential', 'mg1-ps, exponential', 'mg1-srpt, exponential'];
const KEYS: readonly string[] = ['response', 'response.p95', 'response.variance', 'utilisation'];

/** The smallest relative errors of some values that the test of the mean catches with probability 0.99. */
export function power(verdicts: readonly Verdict[], measured: readonly Measured[], size: Pick<Effort, 'seeds' | 'replications'>): string {
  const caught = biasCaught(size, FAMILY_ERROR / (2 * verdicts.length));
  const rows = CHOSEN.flatMap((name) =>
    [...new Set(measured.filter((one) => one.case === name).map(({ load }) => load))].map((load) => [
      name,
      load,
      ...KEYS.map((key) => {
        const found = measured.find((one) => one.case === name && one.load === load && one.scope === 'overall' && one.key === key);
        return found ? `${((100 * caught * found.error) / found.theory).toFixed(2)} %` : '';
      }),
    ]),
  );
  return [`Relative errors of a value that are caught with probability 0.99: ${caught.toFixed(1)} standard errors.`, '', table(['case', 'load', ...KEYS], rows)].join('\n');
}
