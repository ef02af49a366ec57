import type { Node } from '../../model.ts';
import type { Information } from '../../scenario.ts';
import type { Fault } from './faults.ts';
import type { PoolSection } from './schema.ts';
import type { Span } from './span.ts';
import { about } from './words.ts';

/** Reports of nodes that may come for every job. */
const MOST_REPORTS = 1e4;

/** Changes that may be under way at once; each takes some twenty bytes. */
const MOST_UNDER_WAY = 1e8;

/** How late the dispatcher learns of the load of nodes; undefined where at once, or at fault. */
export function resolveInformation({ information, dispatch }: PoolSection, faults: Fault[]): Information | undefined {
  if (!information) return undefined;
  const path = ['pool', 'information'];
  if (dispatch?.name === 'central') faults.push({ path, message: 'has no meaning under dispatch: central, which looks at no node', at: 'key' });
  const { every, delay } = information;
  if (every !== undefined && delay !== undefined) faults.push({ path: [...path, 'delay'], message: 'cannot stand beside every: nodes report in one way', at: 'key' });
  else if (every !== undefined) return { every };
  else if (delay !== undefined) return { delay };
  else faults.push({ path, message: 'needs every, the time between reports, or delay, the time until a change is known' });
  return undefined;
}

/** Refuses reports that come so often, or so late, that the run would hardly get on or the memory be full of them. */
export function checkInformation(information: Information, { jobs, time, service, rate }: Span, nodes: readonly Node[], faults: Fault[]): void {
  if ('every' in information) {
    const perJob = ((Math.max(time, service) / information.every) * nodes.length) / jobs;
    if (!(perJob > MOST_REPORTS)) return;
    const message = `is so short that for every job come ${about(perJob)} reports of nodes; at most ${MOST_REPORTS} are simulated, and without information load is known at once`;
    faults.push({ path: ['pool', 'information', 'every'], message });
  } else {
    // Every job is two changes: it comes and it goes.
    const underWay = 2 * Math.min(jobs, information.delay * rate);
    if (!(underWay > MOST_UNDER_WAY)) return;
    faults.push({ path: ['pool', 'information', 'delay'], message: `is so long that ${about(underWay)} changes are under way at once, more than 1e8` });
  }
}
