import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { replicate } from '../../src/backends/simulated/replicate.ts';
import type { DispatcherDefinition } from '../../src/dispatchers/define.ts';
import { loadScenario } from '../../src/lab/scenario/load-scenario.ts';
import { joinSections } from '../../src/stats/recording.ts';
import { ROOT } from './schedlab.ts';

const folder = join(import.meta.dirname, '.readme');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("is the README's: it runs, and beats JSQ where speeds differ", async () => {
  const [, code] = /```ts\n(import[\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fastest-queue.ts');
  writeFileSync(file, code.replace("'../params.ts'", "'../../../src/params.ts'").replace("'./define.ts'", "'../../../src/dispatchers/define.ts'"));
  const { fastestQueue } = (await import(file)) as { fastestQueue: DispatcherDefinition };
  const text = readFileSync(join(ROOT, 'scenarios/heterogeneous.yaml'), 'utf8');
  const { scenario } = loadScenario('heterogeneous.yaml', text, { overrides: [{ path: ['run', 'jobs'], value: 50_000 }] });
  const dispatch = { name: fastestQueue.name, params: {}, needs: fastestQueue.needs, create: (setup: never) => fastestQueue.create({}, setup) };
  const meanResponse = (of: typeof scenario) => joinSections(replicate(of, 0).recording.sections).classes[0].response.moments.mean;
  expect(meanResponse({ ...scenario, pool: { ...scenario.pool, dispatch } })).toBeLessThan(meanResponse(scenario));
});
