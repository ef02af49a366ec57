/**
 * SRPT has the least mean response on every sample path of one slot (Schrage 1968): held against every other registered
 * discipline that keeps the work that is done.
 */
import { expect, test } from 'vitest';
import type { DisciplineDefinition } from '../../src/disciplines/define.ts';
import * as disciplines from '../../src/disciplines/index.ts';
import { deterministic } from '../../src/random/distributions/deterministic.ts';
import { stream } from '../../src/random/stream.ts';
import { scenarioOf, serveBy, traceOf, type TracedJob } from '../contract/scenarios.ts';
import { workloadOf } from '../../src/lab/scenario/workload.ts';
import { completionsIn } from '../kernel/completions.ts';
import { mean } from './played.ts';

const INSTANCES = 80;

function instance(index: number): readonly TracedJob[] {
  const chance = stream(`optimal/${index}`);
  const jobs: TracedJob[] = [];
  const count = 2 + chance.integer(25);
  for (let arrival = 0; jobs.length < count; ) {
    if (chance.integer(3) > 0) arrival += chance.exponential();
    // From all alike to sizes of four orders of magnitude.
    const size = index % 4 === 0 ? 1 : Math.exp(chance.normal() * (index % 4));
    jobs.push({ arrival, size, priority: chance.integer(3), weight: 1 + chance.integer(4) });
  }
  return jobs;
}

function meanResponse(jobs: readonly TracedJob[], definition: DisciplineDefinition, params: unknown): number {
  const { classes, sources } = traceOf(jobs);
  const dated = sources.map((source) => ({ ...source, deadline: deterministic.create({ value: 2 }) }));
  const completions = completionsIn(scenarioOf({ classes, sources: dated, workload: workloadOf(classes, dated), discipline: serveBy(definition, params), jobs: jobs.length }));
  return mean(jobs.map(({ arrival }, job) => completions[job] - arrival));
}

const others = Object.values<DisciplineDefinition>(disciplines).flatMap((definition) =>
  definition.examples
    .filter((params: { readonly afterwards?: string }) => (params.afterwards ?? 'resume') === 'resume')
    .map((params: unknown) => ({ name: `${definition.name} ${JSON.stringify(params)}`, definition, params })),
);

test.each(others)('against $name', ({ definition, params }) => {
  for (let i = 0; i < INSTANCES; i++) {
    const jobs = instance(i);
    const least = meanResponse(jobs, disciplines.srpt, {});
    expect(meanResponse(jobs, definition, params), `instance ${i}`).toBeGreaterThan(least * (1 - 1e-9));
  }
});
