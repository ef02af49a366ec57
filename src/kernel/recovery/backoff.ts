import type { Stream } from '../../model.ts';
import type { Retry } from '../../scenario.ts';

/** How long a job waits before its k-th retry, k from 1. Source: Metcalfe and Boggs 1976 (exponential backoff); Brooker 2015 (full jitter). */
export function backoff({ backoff: given }: Retry, chance: Stream): (k: number) => number {
  if (!given) return () => 0;
  const { first, factor, atMost, jitter } = given;
  return (k) => {
    let delay = first;
    for (let i = 1; i < k && delay < atMost; i++) delay *= factor;
    delay = Math.min(delay, atMost);
    return jitter === 'full' ? delay * chance.uniform() : delay;
  };
}
