/** How what was never seen, thresholds, precisions and bands stand in tables, pages and charts. */
import { expect, it } from 'vitest';
import { numberChart } from '../../src/reports/charts/number.ts';
import { reportHtml } from '../../src/reports/html.ts';
import { atLeastText, boundText } from '../../src/reports/number.ts';
import { resultTable } from '../../src/reports/table.ts';
import type { Result } from '../../src/result.ts';
import { estimated, mm1 } from './fixtures.ts';

function rare(): Result {
  const base = mm1();
  const none = { ...estimated(0, null), unseen: { jobs: 1_000_000, independent: 9000, below: 0.000332803 } };
  return {
    ...base,
    run: { ...base.run, precision: { metric: 'response', statistic: 'above 7', absolute: 0.02, reached: true } },
    overall: { ...base.overall, loss: { mean: none }, response: { ...base.overall.response, 'above 7': estimated(0.2466, 0.0031) } },
    series: { ...base.series, halfWidth: base.series.number.map(() => 0.5) },
  };
}

it('a bound is rounded up', () => {
  expect([1.0629, 2.478, 0.03529, 101.7, 1782.9, 3e-7, 5, 0.1].map(atLeastText)).toEqual(['1.06', '2.47', '0.0352', '101', '1,782', '3e−7', '5', '0.1']);
  expect([0.000332803, 0.05, 0.0999, 3.1e-7, 0.995, 1].map(boundText)).toEqual(['0.00034', '0.05', '0.1', '3.1e−7', '1', '1']);
});

it('none seen is not 0 ± 0, and is said in a sentence', () => {
  const table = resultTable(rare());
  expect(table).toMatch(/^loss +none seen: < 0\.00034$/m);
  expect(table.replaceAll(/\n +/g, ' ')).toContain('loss: none seen in 1,000,000 jobs: below 0.00034 of them at 95 %; they depend on one another and tell as much as 9,000 that do not');
  expect(table).toMatch(/^ {2}P\[T > 7\] +0\.2466 ± 0\.0031/m);
  expect(table).toContain('precision asked for: P[T > 7] of response within ± 0.02, reached');
  const page = reportHtml(rare(), []);
  expect(page).toContain('none seen: &lt; 0.00034');
  expect(page).toContain('none seen in 1,000,000 jobs');
});

const marks = (result: Result) => JSON.stringify(numberChart(result)).match(/"type":"area"/g)?.length ?? 0;

it('the number over time has a band where there is one', () => {
  expect([marks(rare()), marks(mm1())]).toEqual([1, 0]);
});
