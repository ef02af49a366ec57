import { describe, expect, it } from 'vitest';
import { displayWidth, WIDTH } from '../../src/reports/columns.ts';
import { resultTable } from '../../src/reports/table.ts';
import { result } from '../../src/result.ts';
import { all, approximate, classes, estimated, farm, growing, mm1, single } from './fixtures.ts';

describe.each(Object.entries(all))('the table of %s', (_, make) => {
  it('is about a result that keeps the contract', () => expect(result.safeParse(make()).error).toBeUndefined());

  it('is at most 100 columns wide, plain text, and ends with one newline', () => {
    const table = resultTable(make());
    for (const line of table.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(WIDTH);
    expect(table).toMatch(/[^\n]\n$/);
    expect(table.replaceAll('\n', '')).not.toMatch(/\p{Cc}|NaN|undefined|null/u);
  });
});

it('shows what a reader needs first', () => {
  const [heading, main, ...rest] = resultTable(mm1()).split('\n\n');
  expect(heading).toBe(
    [
      'mm1: One server, Poisson arrivals, exponential sizes: the model that everything else is compared',
      '  with.',
      '10 replications × 1,000,000 jobs (1,250,113 s), 10,000,000 jobs in all',
      'warm-up cut: the first 1.23 % (to 15,376 s), by crossing of the mean',
      '95 % intervals from replications',
      'seed mm1, schedlab 0.1.0',
    ].join('\n'),
  );
  expect(main).toBe(
    [
      'metric       simulated (95 %)       theory      z  formula',
      'response      4.984  ± 0.032   s    5       −1.15  M/M/1, exact [1]',
      '  P50         3.460  ± 0.022   s    3.4657  −0.55  M/M/1, exact [1]',
      '  P90        11.494  ± 0.074   s   11.5129  −0.57  M/M/1, exact [1]',
      '  P95        15.003  ± 0.096   s   14.9787   0.57  M/M/1, exact [1]',
      '  P99        23.03   ± 0.15    s   23.026    0.01  M/M/1, exact [1]',
      '  P99.9      34.56   ± 0.22    s   34.539    0.25  M/M/1, exact [1]',
      '  variance   25.06   ± 0.16    s²  25        0.91  M/M/1, exact [1]',
      'waiting       4.004  ± 0.026   s    4        0.39  M/M/1, exact [1]',
      'slowdown     16.02   ± 0.10         ∞           –  M/M/1, exact [1]',
      'number        4.000  ± 0.026        4        0.01  M/M/1, exact [1]',
      'queue         3.204  ± 0.020        3.2      0.46  M/M/1, exact [1]',
      'utilisation   0.8007 ± 0.0051       0.8      0.30  M/M/1, exact [1]',
      'throughput    0.8002 ± 0.0051  /s   0.8      0.09  M/M/1, exact [1]',
      'loss          0      ± 0',
    ].join('\n'),
  );
  expect(rest).toEqual([
    '[1] M/M/1 (exact): Harchol-Balter 2013, section 13.1',
    "theory: 12 comparisons with exact formulas, the largest |z| is 1.15\n∞: slowdown is infinite by theory: what is shown grows with the length of the runs, and its\n  intervals hold of nothing\nchecks: Little's law, utilisation law and conservation of jobs hold (largest residual 2.2e−15)\n",
  ]);
});

it('has neither theory nor footnotes where no formula applies', () => {
  const table = resultTable(farm());
  expect(table).not.toMatch(/theory|formula|\[1\]/);
});

it('flags an exact formula that is missed by a z beyond 3, but not a bound', () => {
  const lines = resultTable(classes()).split('\n');
  expect(lines.filter((line) => line.includes(' !'))).toEqual([expect.stringMatching(/^background maintenance .* −7\.17 !/)]);
  expect(lines.find((line) => line.includes('SRPT lower bound, bound [2]'))).toMatch(/3\.1 +133 /);
  expect(lines.find((line) => line.startsWith('theory:'))).toMatch(/^theory: 1 of 7 comparisons with exact formulas with a z beyond 3 \(!\)/);
  const off = mm1();
  const flagged = { ...off, comparisons: off.comparisons.map((one) => (one.metric === 'queue' ? Object.assign({}, one, { z: -3.5 }) : one)) };
  expect(resultTable(flagged).split('\n').filter((line) => line.includes('  !  '))).toEqual([expect.stringMatching(/^queue .* −3\.50  !  M\/M\/1/)]);
});

it('puts ≥ and ≤ before bounds, ≈ and a difference in per cent beside approximations', () => {
  const lines = resultTable(approximate()).split('\n');
  const from = lines.findIndex((line) => line.startsWith('response'));
  expect(lines.slice(from, from + 4).map((line) => line.replace(/^response/, '').trim().replaceAll(/ {2,}/g, '  '))).toEqual([
    expect.stringMatching(/≥ 2\.1  JSQ, bounds, bound \[1\]$/),
    expect.stringMatching(/^≤ 10  JSQ, bounds, bound \[1\]$/),
    expect.stringMatching(/^≈ 2\.58  [+−]\d\.?\d* %  JSQ \(Nelson–Philips\), approximation \[2\]$/),
    expect.stringMatching(/^≈ 1  \+160 %  JSQ in the limit, asymptotic \[3\]$/),
  ]);
  // Of the wait only what comes nearest is shown.
  expect(lines.filter((line) => line.startsWith('waiting'))).toEqual([expect.stringMatching(/≈ 1\.58 +−3\.1 % +JSQ \(Nelson–Philips\)/)]);
});

it('lists a dozen nodes and sums up the rest', () => {
  expect(resultTable(farm(10)).split('\n').filter((line) => /^\d+ /.test(line) && line.includes('±'))).toHaveLength(10);
  const many = resultTable(farm(100));
  expect(many.split('\n').filter((line) => /^\d+ /.test(line) && line.includes('±'))).toHaveLength(12);
  expect(many).toMatch(/… and 88 more in result\.json; over all 100:\n {4}utilisation from 0\.85\d+ to 0\.95\d+, mean 0\.89\d+\n/);
});

it('gives no mean where the system grows, even if it is handed one', () => {
  const base = growing();
  const handed = { ...base, overall: { response: { mean: estimated(123.456, 7) }, utilisation: { mean: estimated(1, 0) } } };
  for (const table of [resultTable(base), resultTable(handed)]) {
    expect(table).toContain('grows without bound: at load 1.2');
    expect(table).toMatch(/rises by\s0\.2\sper\ss\./);
    expect(table).not.toMatch(/123|response/);
  }
  expect(resultTable(handed)).toMatch(/utilisation +1 ± 0/);
});

it('says where an interval is missing and whether the precision was reached', () => {
  const table = resultTable(single());
  expect(table).toContain('no intervals: too few samples to tell the error');
  expect(table).toContain('precision asked for: response within 1 %, not reached');
  expect(table).toMatch(/response +4\.984 +± \? +5 +– +M\/M\/1/);
});
