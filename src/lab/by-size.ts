/** Response and slowdown against the size of the job, from sections to estimates. */
import type { Estimate } from '../model.ts';
import type { BySize } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { estimate } from '../stats/interval.ts';
import { binEdges, type SizeSection } from '../stats/size-tallies.ts';
import type { Finding } from '../theory/finding.ts';
import { power } from '../power.ts';

/** With fewer jobs of a bin in a sample its mean is the accident of a few of them. */
const FEWEST_JOBS = 5;
const THEORY_POINTS = 80;

/** Estimates for the bins that have enough jobs in every sample, and theory's line over them; undefined where nothing was measured. */
export function bySizeOf(sections: readonly (SizeSection | undefined)[], level: number, scenario: Scenario, findings: readonly Finding[]): BySize | undefined {
  const samples = sections.filter((section) => section !== undefined);
  if (samples.length === 0 || samples.length < sections.length) return undefined;
  const bins = binsOf(samples).map((bin) => rowOf(bin, samples, level));
  const [first, last] = [bins[0], bins.at(-1)];
  const theory = first && last && theoryOf(first.size, last.size, scenario, findings);
  return { bins, ...(theory && { theory }) };
}

function binsOf(samples: readonly SizeSection[]): number[] {
  const [{ low, jobs }] = samples;
  return Array.from(jobs, (_, i) => low + i).filter((bin) => samples.every((sample) => (sample.jobs[bin - sample.low] ?? 0) >= FEWEST_JOBS));
}

function rowOf(bin: number, samples: readonly SizeSection[], level: number): BySize['bins'][number] {
  const [from, to] = binEdges(bin);
  const at = (column: 'jobs' | 'size' | 'response' | 'slowdown') => samples.map((sample) => sample[column][bin - sample.low]);
  const jobs = at('jobs');
  const mean = (column: 'response' | 'slowdown'): Estimate => estimate(at(column).map((sum, i) => sum / jobs[i]), level)!;
  return { from, to, size: total(at('size')) / total(jobs), jobs: total(jobs), response: mean('response'), slowdown: mean('slowdown') };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Where a formula knows the response of each size, and all nodes are of one speed. */
function theoryOf(from: number, to: number, { pool: { nodes } }: Scenario, findings: readonly Finding[]): BySize['theory'] {
  const known = findings.find(({ prediction }) => prediction.responseOfSize);
  const [{ speed }] = nodes;
  if (!known || nodes.some((node) => node.speed !== speed)) return undefined;
  const size = Array.from({ length: THEORY_POINTS + 1 }, (_, i) => from * power(to / from, i / THEORY_POINTS));
  const response = size.map((x) => known.prediction.responseOfSize!(x));
  const sound = response.every((value) => Number.isFinite(value));
  return sound ? { formula: known.formula.name, size, response, slowdown: response.map((value, i) => (value * speed) / size[i]) } : undefined;
}
