/** Intervals that rest on too little are marked, wherever users see them. */
import { expect, test } from 'vitest';
import { experiment } from '../../src/lab/experiment.ts';
import { assemble } from '../../src/lab/report.ts';
import { assembleStudy } from '../../src/lab/study/assemble-study.ts';
import { loadStudy } from '../../src/lab/study/load-study.ts';
import { play, runInThisThread } from '../../src/lab/study/play.ts';
import { reportHtml } from '../../src/reports/html.ts';
import { studyHtml } from '../../src/reports/study/html.ts';
import { studyTable } from '../../src/reports/study/table.ts';
import { resultTable } from '../../src/reports/table.ts';
import { result as resultSchema } from '../../src/result.ts';
import { study as studySchema } from '../../src/study.ts';
import { fewBeyond, fewInAll } from '../../src/stats/few.ts';
import { load, poisson } from './scenario-text.ts';

const run = async (rate: number, jobs: number) => {
  const loaded = load([poisson().replace('0.2', String(rate))], '{ nodes: 1 }', `{ jobs: ${jobs}, thresholds: [5] }`);
  return assemble(loaded, await experiment(loaded.scenario, loaded.plan));
};

test('what is enough', () => {
  expect(fewInAll(299)).toEqual({ independent: 299, needed: 300 });
  expect(fewInAll(300)).toBeUndefined();
  expect(fewBeyond(1000, 0.01)).toEqual({ independent: 10, needed: 50 });
  expect(fewBeyond(5000, 0.01)).toBeUndefined();
});

test('P99 of a few jobs at high load is marked in JSON, table and page; the median and that of many jobs is not', async () => {
  const short = await run(0.8, 2000);
  const { p50, p99 } = short.overall.response;
  expect(p50.few).toBeUndefined();
  // 20,000 jobs are worth some hundred independent ones, of which 1 % are beyond.
  expect(p99.few!.independent).toBeGreaterThan(0.1);
  expect(p99.few!.independent).toBeLessThan(50);
  expect(() => resultSchema.parse(JSON.parse(JSON.stringify(short)))).not.toThrow();
  const table = resultTable(short);
  expect(table).toMatch(/^ {2}P99 .*± +[\d.]+ +\?/m);
  expect(table.replace(/\s+/g, ' ')).toMatch(/\?: too few independent jobs for the intervals of .*P99 of response.*: they may hold less often than 95 %/);
  expect(reportHtml(short, [])).toContain('too few independent jobs');
  const long = await run(0.5, 20_000);
  expect(long.overall.response.p99.few).toBeUndefined();
  expect(long.overall.response.mean.few).toBeUndefined();
  expect(resultTable(long)).not.toContain('intervals of response,');
});

test('a mean of very few crowded times is marked too', async () => {
  expect((await run(0.95, 1000)).overall.response.mean.few).toMatchObject({ needed: 300 });
});

test('studies mark it as well', async () => {
  const study = loadStudy('compare', 'f.yaml', `
name: f
arrivals: [{ class: job, process: poisson, rate: 0.9, size: { exponential: { mean: 1 } } }]
pool: { nodes: 1 }
run: { jobs: 1000 }
compare: { discipline: [fcfs, srpt] }
`);
  const result = studySchema.parse(assembleStudy(study, await play(study, runInThisThread(study.cells))));
  expect(result.points[0].variants[0].overall.response.p99.few).toBeDefined();
  expect(studyTable(result)).toMatch(/^fcfs .*± +[\d.]+ \?/m);
  for (const text of [studyTable(result), studyHtml(result, [])]) expect(text.replace(/\s+/g, ' ')).toContain('too few independent jobs for the intervals of mean response, P99 of response');
});
