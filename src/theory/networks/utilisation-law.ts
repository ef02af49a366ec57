import { z } from 'zod';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';
import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { refuseOverload } from '../little.ts';
import { staticShares } from '../recognition/static-shares.ts';
import { isStationary, loadOf, openRate } from '../recognition/station.ts';

interface Params {
  readonly lambda: number;
  readonly work: number;
  readonly capacity: number;
  readonly speeds: 'equal' | 'unequal';
}

export const utilisationLaw = formula<Params>({
  name: 'utilisation-law',
  title: 'utilisation law',
  about: 'What holds for every pool that loses nothing and keeps up, whatever the arrivals, the sizes and the policies.',
  source: 'Denning and Buzen 1978, Computing Surveys 10; Harchol-Balter 2013, chapter 6',
  kind: 'exact',
  breadth: 9,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    work: positive('mean size E[S], in time units on a node of speed 1'),
    capacity: positive('work that all slots together do per time unit: Σ slots · speed'),
    speeds: z.enum(['equal', 'unequal']).default('equal').describe('whether all nodes have one speed: otherwise the policy decides how busy they are'),
  }),
  equations: ['throughput = λ', 'utilisation = ρ = λE[S] / Σ slots · speed   (nodes of one speed)'],
  symbols: { λ: 'arrival rate, jobs per time unit', S: 'size, in time units on a node of speed 1', ρ: 'load: the fraction of the slots that is busy' },
  mistakes: [
    'A better policy does not make the nodes busier or raise the throughput: the jobs decide how much work there is, the policy only who waits for it.',
    'Where speeds differ, the policy does decide how busy the nodes are: the same work keeps a slow node busy for longer.',
  ],
  create({ lambda, work, capacity, speeds }) {
    const load = (lambda * work) / capacity;
    refuseOverload(load, 'λE[S] / Σ slots · speed');
    return { values: { throughput: lambda, ...(speeds === 'equal' && { utilisation: load }) } };
  },
  steps: ({ lambda, work, capacity }) => [
    `throughput = ${figure(lambda)} jobs per time unit`,
    `ρ = ${figure(lambda)} · ${figure(work)} / ${figure(capacity)} = ${figure((lambda * work) / capacity)}`,
  ],
  recogniseScenario: flow,
  recogniseTasks: flow,
  examples: [{ params: { lambda: 9, work: 1, capacity: 10 }, expect: { throughput: 9, utilisation: 0.9 }, from: 'by hand: ten nodes at load 0.9' }],
});

/** Of jobs of several tasks the size is that of all of them. */
function flow(scenario: Scenario): Params | undefined {
  const { pool, sources } = scenario;
  if (!keepsUp(scenario) || losesWork(scenario) || !sources.every(({ process, size }) => isStationary(process) && size)) return undefined;
  const lambda = openRate(sources);
  const alike = pool.nodes.every(({ speed }) => speed === pool.nodes[0].speed);
  return { lambda, work: loadOf(sources, 1) / lambda, capacity: pool.nodes.reduce((sum, { slots, speed }) => sum + slots * speed, 0), speeds: alike ? 'equal' : 'unequal' };
}

/** No limits, and no policy that may send a slow node more than it can do while others idle. */
function keepsUp(scenario: Scenario): boolean {
  const { pool: { nodes, capacity, dispatch }, sources } = scenario;
  if (capacity < Infinity || nodes.some((node) => node.capacity < Infinity || node.slots === Infinity)) return false;
  const shares = staticShares(scenario);
  if (shares) return nodes.every(({ slots, speed }, node) => loadOf(sources, slots * speed) * shares[node] < 1);
  const equal = nodes.every(({ slots, speed }) => slots === nodes[0].slots && speed === nodes[0].speed);
  return BALANCES.has(dispatch.name) || (BY_SPEED.has(dispatch.name) && dispatch.params['weights'] === 'speed') || (equal && BALANCES_EQUALS.has(dispatch.name));
}

/** Whether what is preempted begins again: then there is more work than the jobs bring. */
function losesWork({ pool: { discipline }, classes, workload }: Scenario): boolean {
  const made = discipline.create({ classes, workload, stream: stream('theory') });
  return made.mechanism === 'ordered' && made.preemptive && (made.afterwards ?? 'resume') !== 'resume';
}

/** Dispatchers under which no node has too much to do while another idles, those of which speeds decide, and those where all nodes are equal. */
const BALANCES = new Set(['central', 'jsq', 'least-connections', 'least-work-left', 'shortest-expected-delay']);
const BY_SPEED = new Set(['weighted-random', 'weighted-round-robin']);
const BALANCES_EQUALS = new Set(['power-of-d', 'join-idle-queue', 'join-below-threshold']);
