/** The numbers of a run as it goes: gauges, the text that Prometheus reads, and the live view. */
import { beforeAll, describe, expect, it } from 'vitest';
import { jsq } from '../../src/dispatchers/jsq.ts';
import { simulateWatched } from '../../src/kernel/watched-simulation.ts';
import { GaugeWatcher } from '../../src/monitor/gauge-watcher.ts';
import { Gauges } from '../../src/monitor/gauges.ts';
import { liveLines, momentOf } from '../../src/monitor/live.ts';
import { prometheusText } from '../../src/monitor/prometheus.ts';
import { together } from '../../src/monitor/together.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { stream } from '../../src/random/stream.ts';
import type { Scenario } from '../../src/scenario.ts';
import { dispatchBy, renewals, scenarioOf } from '../contract/scenarios.ts';

const poisson = (mean: number) => [renewals('jobs', 0, exponential.create({ mean }), exponential.create({ mean: 1 }))];

const ignore = () => {};

function gauged(scenario: Scenario) {
  const shape = { slots: scenario.pool.nodes.map(({ slots }) => slots) };
  const gauges = new Gauges(shape, new SharedArrayBuffer(Gauges.bytes(shape)));
  const watcher = new GaugeWatcher(gauges);
  const responses: number[] = [];
  const recorder = { entered: ignore, lost: ignore, busy: ignore, joined: ignore, left: ignore, down: ignore, began: ignore, ended: ignore, completed: (...[, , , , response]: readonly number[]) => responses.push(response) };
  simulateWatched(scenario, together([watcher, recorder]), (name) => stream(`gauges/${name}`));
  return { gauges, responses: responses.toSorted((a, b) => a - b) };
}

const farm = scenarioOf({ sources: poisson(0.4), nodes: [{ slots: 2 }, {}], dispatch: dispatchBy(jsq), jobs: 4000 });

describe('gauges', () => {
  const { gauges, responses } = gauged(farm);

  it('count jobs', () => {
    expect(gauges.completed).toBe(4000);
    expect(gauges.responseSum).toBeCloseTo(responses.reduce((sum, one) => sum + one, 0), 6);
    expect(gauges.inFlight).toBe(gauges.tasks(0) + gauges.tasks(1));
    expect(gauges.busyTime(0) + gauges.busyTime(1)).toBeGreaterThan(3700);
    expect(gauges.busyTime(0) + gauges.busyTime(1)).toBeLessThan(4300);
  });

  it.each([0.01, 0.5, 0.9, 0.99])('the quantile at %f is within 2.2 %% of the true one', (p) => {
    const truth = responses[Math.ceil(p * responses.length) - 1];
    expect(Math.abs(gauges.quantile(p) / truth - 1)).toBeLessThan(0.022);
  });

  it('count responses below powers of two exactly', () => {
    for (const octave of [-4, -1, 0, 1, 2, 3]) expect(gauges.below(octave)).toBe(responses.filter((one) => one < 2 ** octave).length);
  });

  it('tell where jobs wait: in the one queue, or at nodes', () => {
    const { gauges: pool } = gauged(scenarioOf({ sources: poisson(0.2), nodes: [{}, {}], jobs: 500 }));
    expect(pool.waiting(-1)).toBe(pool.inFlight - 2);
    expect(pool.waiting(0)).toBe(0);
    const { gauges: nodes } = gauged(scenarioOf({ sources: poisson(0.2), nodes: [{}, {}], dispatch: dispatchBy(jsq), jobs: 500 }));
    expect(nodes.waiting(0) + nodes.waiting(1)).toBe(nodes.inFlight - 2);
  });

  it('go on where one run follows another, without those that the first left behind', () => {
    const { gauges: both } = gauged(farm);
    const [end, submitted] = [both.now, both.submitted];
    const second = new GaugeWatcher(both);
    expect([both.inFlight, both.tasks(0), both.busy(0)]).toEqual([0, 0, 0]);
    simulateWatched(farm, second, (name) => stream(`again/${name}`));
    expect(both.completed).toBe(8000);
    expect(both.now).toBeGreaterThan(1.9 * end);
    expect(both.submitted).toBeGreaterThan(submitted + 4000 - 1);
    expect(both.inFlight).toBe(both.tasks(0) + both.tasks(1));
  });

  it('count jobs that are turned away', () => {
    const { gauges: full } = gauged(scenarioOf({ sources: poisson(0.5), capacity: 1, jobs: 300 }));
    expect(full.completed + full.lost).toBe(300);
    expect(full.lost).toBeGreaterThan(100);
    expect(full.submitted).toBe(300 + full.inFlight);
  });
});

// The grammar of the text format, version 0.0.4.
const HELP = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const TYPE = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*",?)*)\})? (NaN|[+-]Inf|[-+0-9.e]+)$/;

describe('the text for Prometheus', () => {
  const { gauges, responses } = gauged(farm);
  let samples: { readonly name: string; readonly labels: string; readonly value: number }[];
  const named = (name: string) => samples.filter((sample) => sample.name === name);
  beforeAll(() => {
    gauges.found('slow node');
    gauges.setSilence(0, 1.5);
    const text = prometheusText(gauges, { scenario: 'a "farm" \\ of\nnodes', backend: 'threads', seconds: 0.01 });
    expect(text.endsWith('\n')).toBe(true);
    samples = [];
    let family = '';
    const types = new Map<string, string>();
    for (const line of text.trimEnd().split('\n')) {
      const help = HELP.exec(line);
      const type = TYPE.exec(line);
      if (help) {
        expect(types.has(help[1])).toBe(false);
        family = help[1];
      } else if (type) {
        expect(type[1]).toBe(family);
        types.set(family, type[2]);
      } else {
        const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
        expect(name, line).toBeDefined();
        expect(types.get(family) === 'histogram' ? name.replace(/_(bucket|sum|count)$/, '') : name).toBe(family);
        if (types.get(family) === 'counter') expect(name).toMatch(/_total$/);
        samples.push({ name, labels, value: Number(value.replace('+Inf', 'Infinity')) });
      }
    }
  });

  it('has every gauge', () => {
    expect(named('schedlab_run_info')[0].labels).toBe('scenario="a \\"farm\\" \\\\ of\\nnodes",backend="threads"');
    expect(named('schedlab_jobs_completed_total')[0].value).toBe(4000);
    expect(named('schedlab_jobs_submitted_total')[0].value).toBe(4000 + named('schedlab_jobs_in_flight')[0].value);
    expect(named('schedlab_slots').map(({ value }) => value)).toEqual([2, 1]);
    expect(named('schedlab_slot_busy_seconds_total')[0].value).toBeCloseTo(0.01 * gauges.busyTime(0), 9);
    expect(named('schedlab_worker_silence_seconds')).toEqual([{ name: 'schedlab_worker_silence_seconds', labels: 'node="0"', value: 1.5 }]);
    expect(named('schedlab_anomalies_total').map(({ value }) => value)).toEqual([1, 0, 0, 0]);
  });

  it('has a histogram that never falls, ends with all, and says what is true', () => {
    const buckets = named('schedlab_response_seconds_bucket');
    for (const [i, { value }] of buckets.entries()) if (i > 0) expect(value).toBeGreaterThanOrEqual(buckets[i - 1].value);
    expect(buckets.at(-1)).toMatchObject({ labels: 'le="+Inf"', value: 4000 });
    expect(named('schedlab_response_seconds_count')[0].value).toBe(4000);
    expect(named('schedlab_response_seconds_sum')[0].value).toBeCloseTo(0.01 * responses.reduce((sum, one) => sum + one, 0), 6);
    expect(buckets.find(({ labels }) => labels === 'le="0.02"')!.value).toBe(responses.filter((one) => one < 2).length);
  });
});

describe('the live view', () => {
  const setup = { scenario: 'farm', backend: 'threads', unit: 'ms', length: { unit: 'jobs', length: 8000 } } as const;
  const { gauges } = gauged(farm);
  const nobody = { clock: 0, now: 0, departed: 0, busyTime: [0, 0] };
  const view = (screen: { readonly columns: number; readonly rows: number; readonly colours?: boolean }, news: readonly string[] = [], of = gauges) =>
    liveLines(of, setup, { ...nobody, busyTime: of.shape.slots.map(() => 0) }, momentOf(of, 8), { terminal: true, colours: false, ...screen }, news);

  it('says how far it is, how fast, and how nodes are', () => {
    const lines = view({ columns: 100, rows: 30 });
    expect(lines[0]).toBe('farm on threads, 50 % of 8000 jobs, 8 s');
    expect(lines[1]).toMatch(/^\d+ in flight, 500 jobs\/s, response: mean [\d.]+ ms, P99 [\d.]+ ms$/);
    expect(lines[2]).toMatch(/^node 0 +█+░* +\d+ % +\d+ waiting/);
    expect(lines).toHaveLength(4);
  });

  it.each([20, 30, 40, 59, 60, 80, 200])('fits into %i columns', (columns) => {
    for (const line of view({ columns, rows: 30 }, ['node 1 is slow: its tasks take 3 times as long as those of other nodes, against their sizes'])) {
      expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it.each([4, 8, 10, 24])('fits into %i rows, however many nodes there are', (rows) => {
    const { gauges: many } = gauged(scenarioOf({ sources: poisson(0.02), nodes: Array.from({ length: 40 }, () => ({})), dispatch: dispatchBy(jsq), jobs: 4000 }));
    const lines = view({ columns: 80, rows }, ['one', 'two', 'three', 'four', 'five'], many);
    expect(lines.length).toBeLessThan(rows + (rows < 6 ? 1 : 0));
    if (rows === 24) expect(lines.join('\n')).toMatch(/\d+ more/);
  });

  it('has colours only where the terminal has, and no control character of a name', () => {
    expect(view({ columns: 80, rows: 24 }, ['\u001B[2Jgone']).join('')).not.toContain('\u001B');
    expect(view({ columns: 80, rows: 24, colours: true }, ['slow']).at(-1)).toBe('\u001B[31m! slow\u001B[0m');
  });
});
