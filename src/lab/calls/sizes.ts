/** Sizes of jobs whose tasks are calls: unknown before a run, measured by it. As changes to the scenario file. */
import type { Override } from '../scenario/document.ts';
import { UNMEASURED } from './section.ts';

/** What stands in the file's `arrivals`, as far as it matters here. */
interface Entry {
  readonly class?: unknown;
  readonly size?: unknown;
}

function isCall(task: unknown): boolean {
  return typeof task === 'object' && task !== null && 'call' in task;
}

/** `UNMEASURED` for every entry of `arrivals` that has no size and whose jobs are calls. */
export function unmeasuredSizes(data: unknown): readonly Override[] {
  const { arrivals, execution } = (data ?? {}) as { readonly arrivals?: unknown; readonly execution?: { readonly task?: unknown; readonly calls?: unknown } | null };
  if (!Array.isArray(arrivals)) return [];
  const calls = (execution?.calls ?? {}) as Readonly<Record<string, unknown>>;
  return (arrivals as (Entry | null)[]).flatMap((entry, index) => {
    if (entry === null || typeof entry !== 'object' || entry.size !== undefined) return [];
    const called = isCall(execution?.task) || (typeof entry.class === 'string' && Object.hasOwn(calls, entry.class));
    return called ? [{ path: ['arrivals', index, 'size'], value: UNMEASURED }] : [];
  });
}

/** The sizes that were measured, in the place of those that were expected, by their index in `arrivals`. */
export function measuredSizes(sizes: ReadonlyMap<number, readonly number[]>): readonly Override[] {
  return [...sizes].filter(([, values]) => values.length > 0).map(([index, values]) => ({ path: ['arrivals', index, 'size'], value: { empirical: { values } } }));
}
