/** Studies as the laboratory would give them, made up. */
import type { BySize } from '../../src/result.ts';
import type { StudyPoint, StudyResult, StudyVariant } from '../../src/study.ts';
import { estimated, metricsLike } from './fixtures.ts';

type Values = Readonly<Record<string, unknown>>;

interface Made {
  readonly parameters?: Readonly<Record<string, readonly unknown[]>>;
  /** Name → mean response at given values. */
  readonly variants: Readonly<Record<string, (values: Values) => number>>;
  readonly theory?: 'exact' | 'approximation' | 'bound';
  readonly bySize?: boolean;
  readonly name?: string;
}

export function studyOf({ parameters = {}, variants, theory, bySize = false, name = 'farm' }: Made): StudyResult {
  const grid = Object.entries(parameters).reduce<Values[]>((all, [key, values]) => all.flatMap((before) => values.map((value) => ({ ...before, [key]: value }))), [{}]);
  const points = grid.map((values): StudyPoint => {
    const own = Object.entries(variants).map(([variant, of], i) => variantOf(variant, of(values), i, theory, bySize));
    return { name: Object.entries(values).map(([key, value]) => `${key}=${String(value)}`).join(', '), values, replications: 10, warmup: 0.05, variants: own, comparisons: own.length > 1 ? comparisons(own) : [] };
  });
  return {
    schedlab: '0.1.0', kind: grid.length > 1 ? 'sweep' : 'compare', name, about: 'A study.', unit: 'ms', seed: 'farm', scenario: { name }, backend: 'simulated',
    parameters: Object.entries(parameters).map(([key, values]) => ({ name: key, values: [...values], labels: values.map(String) })),
    variants: Object.keys(variants).map((variant) => ({ name: variant, values: { dispatch: variant } })),
    run: { replications: 10, horizon: { unit: 'jobs', length: 100_000 }, level: 0.95, intervals: 'replications' },
    points,
    checks: [{ law: "Little's law", residual: 1e-15 }],
  };
}

function variantOf(name: string, response: number, i: number, kind: Made['theory'], bySize: boolean): StudyVariant {
  const overall = metricsLike(response, 0.8, 0.8, 0.01, i);
  const comparison = { scope: 'overall', metric: 'response', statistic: 'mean', simulated: overall.response.mean, theory: response, formula: 'made-up', z: kind === 'exact' ? 0.5 : null, ...(kind === 'bound' && { side: 'lower' as const }) };
  return {
    name, overall, classes: [],
    theory: kind ? [{ formula: 'made-up', title: 'a formula of many words, made up to be long', kind, source: 'nobody', scope: 'overall', values: { response } }] : [],
    comparisons: kind ? [comparison] : [],
    ...(bySize && { bySize: sized(response) }),
  };
}

function comparisons(variants: readonly StudyVariant[]): StudyPoint['comparisons'] {
  return (['mean', 'p99'] as const).map((statistic) => {
    const sorted = variants.toSorted((a, b) => a.overall.response[statistic].mean - b.overall.response[statistic].mean);
    const [leader] = sorted;
    const best = leader.overall.response[statistic].mean;
    const against = variants.filter((one) => one !== leader).map(({ name, overall }, i): StudyPoint['comparisons'][number]['against'][number] => {
      const mean = overall.response[statistic].mean - best;
      const common = { variant: name, difference: estimated(mean, i === 1 ? 2 * mean : 0.2 * mean), relative: mean / best, reduction: 12.3 };
      return i === 1 ? { ...common, verdict: 'undecided', more: 31 } : { ...common, verdict: 'worse', atLeast: 0.8 * mean };
    });
    const proven = against.every(({ verdict }) => verdict === 'worse');
    return { metric: 'response', statistic, leader: leader.name, mean: best, proven, winner: proven ? leader.name : null, against };
  });
}

function sized(response: number): BySize {
  const bins = Array.from({ length: 40 }, (_, i) => {
    const size = 1.19 ** i;
    const mean = size + response / (1 + i);
    return { from: size, to: 1.19 * size, size, jobs: 1000 - i, response: estimated(mean, 0.05 * mean), slowdown: estimated(mean / size, (0.05 * mean) / size) };
  });
  return { bins, theory: { formula: 'made-up', size: bins.map(({ size }) => size), response: bins.map((bin) => bin.response.mean), slowdown: bins.map((bin) => bin.slowdown.mean) } };
}

const queue = (factor: number) => ({ load = 0.8 }: { readonly load?: number }) => factor / (1 - load);
const LOADS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const four = { random: queue(1), 'power-of-d(d=2)': queue(0.3), jsq: queue(0.1), 'a policy with a name that is much too long for a label': queue(0.29) };

export const studies: Readonly<Record<string, () => StudyResult>> = {
  'four policies against load': () => studyOf({ parameters: { load: LOADS }, variants: four, theory: 'exact' }),
  'one policy against load': () => studyOf({ parameters: { load: LOADS }, variants: { jsq: queue(1) }, theory: 'approximation' }),
  'a wide range of both': () => studyOf({ parameters: { 'pool.information.every': [0.1, 1, 10, 100] }, variants: { jsq: (values) => 1 + (values['pool.information.every'] as number) ** 2, random: () => 10 }, theory: 'bound' }),
  'policies as points': () => studyOf({ parameters: { dispatch: ['random', 'round-robin', 'power-of-d(d=2)', 'jsq', 'join-idle-queue', 'least-work-left'] }, variants: { 'load=0.5': () => 2, 'load=0.9': () => 10 }, theory: 'exact' }),
  'two numbers': () => studyOf({ parameters: { load: LOADS, 'pool.nodes': [10, 20, 50, 100] }, variants: { jsq: queue(0.1), random: queue(1) } }),
  'thirty lines': () => studyOf({ parameters: { load: LOADS, dispatch: Array.from({ length: 15 }, (_, i) => `policy ${i}`) }, variants: { fcfs: queue(1), ps: queue(2) } }),
  'a comparison': () => studyOf({ variants: four, theory: 'exact' }),
  'a comparison by size': () => studyOf({ variants: { fcfs: () => 100, ps: () => 10, srpt: () => 2 }, theory: 'exact', bySize: true }),
  'hostile names': () => studyOf({ name: '<script>alert("x")</script>', variants: { '</svg><img src=x onerror=alert(1)>': () => 3, 'b & c': () => 2, '\u001B[31mred': () => 4 } }),
};
