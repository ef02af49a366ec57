/** Stationary probabilities of a birth–death chain on 0 … last by brute force: for checking closed forms. */
export function birthDeath(last: number, birth: (n: number) => number, death: (n: number) => number): number[] {
  // In logarithms, so that no product over- or underflows.
  const log = [0];
  for (let n = 1; n <= last; n++) log.push(log[n - 1] + Math.log(birth(n - 1)) - Math.log(death(n)));
  const top = Math.max(...log);
  const weights = log.map((x) => Math.exp(x - top));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** What an M/M/c queue with room for `last` jobs looks like from its stationary probabilities. */
export function queueOf(lambda: number, mu: number, servers: number, last: number) {
  const p = birthDeath(last, () => lambda, (n) => Math.min(n, servers) * mu);
  const mean = (value: (n: number) => number) => p.reduce((sum, probability, n) => sum + probability * value(n), 0);
  const loss = p[last];
  const throughput = mu * mean((n) => Math.min(n, servers));
  const number = mean((n) => n);
  const queue = mean((n) => Math.max(0, n - servers));
  return { p, means: { loss, throughput, number, queue, response: number / throughput, waiting: queue / throughput, utilisation: mean((n) => Math.min(n, servers)) / servers } };
}
