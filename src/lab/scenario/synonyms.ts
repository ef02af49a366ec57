/** What others call the keys of a scenario and the parameters of a formula: not accepted, but whoever writes it is told the key. */
import { fold, nearest } from '../../registry.ts';

/** Folded word → keys that may be meant, of which the first counts that is allowed where the word stands. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  servers: ['nodes', 'servers', 'slots'],
  workers: ['nodes', 'servers', 'slots'],
  machines: ['nodes', 'servers', 'slots'],
  hosts: ['nodes', 'servers', 'slots'],
  cores: ['slots', 'servers', 'nodes'],
  threads: ['slots', 'servers', 'nodes'],
  c: ['servers', 'slots'],
  lambda: ['rate', 'lambda'],
  arrivalrate: ['rate', 'lambda'],
  rate: ['lambda'],
  mu: ['speed', 'mu'],
  servicerate: ['mu', 'speed'],
  service: ['size'],
  servicetime: ['size'],
  work: ['size'],
  rho: ['load'],
  users: ['population'],
  customers: ['population'],
  clients: ['population'],
  thinktime: ['think'],
  sources: ['arrivals'],
  jobs: ['arrivals'],
  cluster: ['pool'],
  balancer: ['dispatch'],
  loadbalancer: ['dispatch'],
  loadbalancing: ['dispatch'],
  dispatcher: ['dispatch'],
  scheduler: ['discipline'],
  scheduling: ['discipline'],
  queueing: ['discipline'],
  buffer: ['capacity'],
  queuesize: ['capacity'],
  duration: ['until'],
  horizon: ['until'],
  runs: ['replications', 'run'],
  repetitions: ['replications'],
  burnin: ['warmup'],
  unit: ['time'],
  description: ['about'],
};

/** The key that was probably meant, of those that are allowed. */
export function meantKey(key: string, allowed: readonly string[]): string | undefined {
  const word = fold(key);
  const candidates = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : [];
  return candidates.find((candidate) => allowed.includes(candidate)) ?? nearest(key, allowed);
}

/** Every key that a synonym leads to. */
export const meantKeys: readonly string[] = [...new Set(Object.values(SYNONYMS).flat())];
