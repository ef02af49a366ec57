import { count, object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { average, birthDeathProbabilities } from './birth-death-chain.ts';
import { erlangB, erlangServed, refuseTooMany } from './erlang.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly servers: number;
  readonly theta: number;
}

export const erlangA = formula({
  name: 'erlang-a',
  alsoKnownAs: ['palm', 'mmc-abandonment'],
  title: 'M/M/c+M (Erlang A)',
  about: 'Several slots and one queue under fcfs, Poisson arrivals, exponential sizes; a job that waits longer than its exponential patience leaves unserved.',
  source: 'Palm 1957; Garnett, Mandelbaum and Reiman 2002, "Designing a call center with impatient customers"',
  kind: 'exact',
  breadth: 3,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit, those that leave unserved included'),
    mu: positive('service rate μ of one slot, jobs per time unit: speed / mean size'),
    servers: count('number of slots c'),
    theta: positive('rate of leaving θ of a waiting job: 1 / mean patience'),
  }),
  equations: [
    'B = (a^c/c!) / Σ_{n=0..c} aⁿ/n!  with a = λ/μ   (Erlang B)',
    'p(c+j)/p(c) = Π_{i=1..j} λ/(cμ + iθ),   A = Σ_{j≥0} p(c+j)/p(c)',
    'P[wait] = AB/(1 + (A−1)B)',
    'E[Q] = P[wait] Σ_j j p(c+j)/p(c) / A',
    'P[abandon] = θE[Q]/λ   (whoever leaves, leaves from the queue)',
    'throughput = λ(1−P[abandon]),  utilisation = throughput/(cμ)',
    'E[W] = E[Q]/λ = P[abandon]/θ   (of all jobs, served or not)',
    'P[served | c+j found] = cμ/(cμ + (j+1)θ),  E[W | served, c+j found] = Σ_{i=1..j+1} 1/(cμ + iθ)',
    'P[abandon | c+j found] = (j+1)θ/(cμ + (j+1)θ),  E[W | abandoned, c+j found] = Σ_{i=1..j+1} i/(j+1) / (cμ + iθ)',
  ],
  symbols: {
    λ: 'arrival rate, jobs per time unit',
    μ: 'service rate of one slot, jobs per time unit',
    c: 'number of slots',
    θ: 'rate at which each waiting job gives up',
    A: 'weight of all states with every slot busy, against 1 for the one in which nobody waits',
    'p(n)': 'fraction of time with n jobs in the system',
    W: 'time in the queue, until served or given up',
    Q: 'jobs that wait',
  },
  mistakes: [
    'There is no condition λ < cμ: those who give up keep the queue finite at every load.',
    'Erlang C with patience left out: a few who give up shorten the queue for all the others, most near load 1.',
    'E[W] of those served taken for that of all: those who give up have waited too, and otherwise long.',
    'The mean patience of those who did give up taken for 1/θ: the patient are served before it shows.',
  ],
  create(params) {
    const { lambda, mu, servers } = params;
    const { queue, wait, abandon, share, served, abandoned } = solve(params);
    const throughput = lambda * share;
    return {
      values: { number: queue + throughput / mu, queue, throughput, utilisation: throughput / (servers * mu) },
      others: {
        'P[wait]': wait,
        'P[abandon]': wait * abandon,
        'P[abandon | wait]': abandon,
        'E[W]': queue / lambda,
        'E[W | served]': served,
        'E[W | abandoned]': abandoned,
        'E[T | served]': served + 1 / mu,
      },
    };
  },
  steps(params) {
    const { lambda, mu, servers, theta } = params;
    const { queue, wait, abandon, share } = solve(params);
    return [
      `B = ${figure(erlangB(servers, lambda / mu))},  A = ${figure(1 / queueGivenWait(params)[0])}`,
      `P[wait] = ${figure(wait)}`,
      `E[Q] = ${figure(queue)} jobs`,
      `P[abandon] = ${figure(theta)} · ${figure(queue)}/${figure(lambda)} = ${figure(wait * abandon)}`,
      `throughput = ${figure(lambda)} · (1 − ${figure(wait * abandon)}) = ${figure(lambda * share)} jobs per time unit`,
      `E[W] = ${figure(queue)}/${figure(lambda)} = ${figure(queue / lambda)} time units`,
    ];
  },
  examples: [
    {
      params: { lambda: 4, mu: 2, servers: 3, theta: 2 },
      expect: { number: 2, 'P[wait]': 1 - 5 * Math.exp(-2), queue: 9 * Math.exp(-2) - 1, 'P[abandon]': (9 * Math.exp(-2) - 1) / 2 },
      from: 'by hand: where θ = μ the number is Poisson with mean λ/μ',
    },
  ],
});

/** Probability that j jobs wait, given that all slots are busy. */
function queueGivenWait({ lambda, mu, servers, theta }: Params): Float64Array {
  return birthDeathProbabilities({ birth: () => lambda, death: (j) => servers * mu + j * theta });
}

/** Means of all jobs, and of those served and those not. Sums of positive terms only. Cost: O(servers + jobs that may wait). */
function solve(params: Params) {
  const { lambda, mu, servers } = params;
  refuseTooMany(servers, 'servers');
  const waiting = queueGivenWait(params);
  const [blocked, free] = [erlangB(servers, lambda / mu), erlangServed(servers, lambda / mu) * waiting[0]];
  const wait = blocked / (blocked + free);
  const own = given(waiting, params);
  const share = free / (blocked + free) + wait * own.served;
  return {
    wait,
    /** Of all jobs, those that are served; of those that wait, those that give up. */
    share,
    abandon: own.abandoned,
    queue: wait * average(waiting, (j) => j),
    served: (wait * own.waitServed) / share,
    abandoned: own.waitAbandoned / own.abandoned,
  };
}

/**
 * How those that wait fare. One behind j others moves up at rate cμ + jθ and gives up at rate θ, so it gives up at each of
 * its j + 1 places with the same probability, θ/(cμ + (j+1)θ).
 */
function given(waiting: Float64Array, { mu, servers, theta }: Params) {
  const full = servers * mu;
  let [served, abandoned, waitServed, waitAbandoned] = [0, 0, 0, 0];
  let [time, weighted] = [0, 0];
  for (const [j, p] of waiting.entries()) {
    const rate = full + (j + 1) * theta;
    time += 1 / rate;
    weighted += (j + 1) / rate;
    served += (p * full) / rate;
    abandoned += (p * (j + 1) * theta) / rate;
    waitServed += ((p * full) / rate) * time;
    waitAbandoned += ((p * theta) / rate) * weighted;
  }
  return { served, abandoned, waitServed, waitAbandoned };
}
