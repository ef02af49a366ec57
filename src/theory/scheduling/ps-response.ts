import { poissonAverage } from '../numeric/poisson-average.ts';

/** A tail that is smaller counts as 0, and so does the chance of more jobs. */
const NEGLIGIBLE = 1e-13;
/** Steps times states: at higher loads than about 0.94 the tail is too long for a quick answer. */
const MOST_WORK = 4e7;

/**
 * P[T > t] under processor sharing with exponential sizes, to about 1e-11; undefined at the highest loads.
 * A job shares with n others, of which there are k with probability (1−ρ)ρᵏ when it comes; λ + μ times per time unit somebody
 * comes (probability λ/(λ+μ)) or is done, and that is the job itself with probability 1/(n+1). So it survives k such events
 * with a probability that is found step by step, and there are Poisson many of them in t.
 * Source: Coffman, Muntz and Trotter 1970, Journal of the ACM 17 (the same equations, solved by transforms).
 */
export function psResponseTail(lambda: number, mu: number): ((t: number) => number) | undefined {
  const load = lambda / mu;
  const most = Math.ceil(Math.log(NEGLIGIBLE) / Math.log(load)) + 1;
  // The tail decays about like exp(−(√μ − √λ)² t).
  const decay = (Math.sqrt(mu) - Math.sqrt(lambda)) ** 2 / (lambda + mu);
  if ((most * -Math.log(NEGLIGIBLE)) / decay > MOST_WORK) return undefined;
  const comes = lambda / (lambda + mu);
  const found = new Float64Array(most + 1);
  for (let n = 0, chance = 1 - load; n <= most; n++, chance *= load) found[n] = chance;
  let [now, next] = [new Float64Array(most + 1).fill(1), new Float64Array(most + 1)];
  const survives = [1];
  while (survives[survives.length - 1] > NEGLIGIBLE) {
    let sum = 0;
    for (let n = 0; n <= most; n++) {
      const joined = now[Math.min(n + 1, most)];
      const left = n > 0 ? (now[n - 1] * n) / (n + 1) : 0;
      next[n] = comes * joined + (1 - comes) * left;
      sum += found[n] * next[n];
    }
    survives.push(sum);
    [now, next] = [next, now];
  }
  const ratio = survives[survives.length - 1] / survives[survives.length - 2];
  const values = Float64Array.from(survives);
  return (t) => (t <= 0 ? 1 : poissonAverage((lambda + mu) * t, values, ratio));
}
