import type { Policy } from '../../policy.ts';
import type { Scenario } from '../../scenario.ts';
import type { Plan } from './resolve.ts';

/** The scenario as it was understood, for the result: the file's own words, with rates computed and defaults filled in. */
export function recordOf(data: Record<string, unknown>, { seed, sources, pool, horizon, bySize, thresholds }: Scenario, plan: Plan): unknown {
  const entries = data.arrivals as readonly Record<string, unknown>[];
  const section = data.pool as Record<string, unknown>;
  return {
    ...data,
    seed,
    arrivals: entries.map((entry, index) => {
      const { process } = sources[index];
      return process.mechanism === 'closed' ? entry : { ...entry, rate: process.rate };
    }),
    pool: { ...section, dispatch: chosen(pool.dispatch, section.dispatch), discipline: chosen(pool.discipline, section.discipline) },
    run: {
      [horizon.unit === 'jobs' ? 'jobs' : 'until']: horizon.length,
      warmup: plan.warmup === 'given' ? horizon.warmup : plan.warmup,
      replications: plan.replications,
      confidence: plan.confidence,
      ...(plan.precision && { precision: plan.precision }),
      ...(plan.overload && { overload: 'allow' }),
      ...(bySize && { 'by-size': true }),
      ...(thresholds && { thresholds }),
    },
  };
}

/** What was chosen, as a file may say it; a module is named as the file names it. */
function chosen<T, Setup>({ name, params }: Policy<T, Setup>, said: unknown): unknown {
  const module = (said as { readonly module?: string | { readonly file: string } } | undefined)?.module;
  if (module !== undefined) return { module: { file: typeof module === 'string' ? module : module.file, params } };
  return Object.keys(params).length === 0 ? name : { [name]: params };
}
