/** Customers who think, then go through queues that are shared and delays, all times exponential: a Markov chain played out. */
import type { Stream } from '../../../model.ts';

export interface CustomerClass {
  readonly name: string;
  readonly population: number;
  readonly think: number;
}

export interface VisitedStation {
  readonly name: string;
  /** Whether nobody is in anybody's way there. */
  readonly delay: boolean;
  /** By class: service time of the one visit that each job makes, in the order of the stations; 0 where it passes by. */
  readonly demands: readonly number[];
}

interface Customer {
  readonly of: number;
  /** Index of the station; −1 while thinking. */
  at: number;
  began: number;
}

export function playCustomers(
  { classes, stations }: { readonly classes: readonly CustomerClass[]; readonly stations: readonly VisitedStation[] },
  { length, stream }: { readonly length: number; readonly stream: (name: string) => Stream },
): Record<string, number> {
  const [times, turns] = [stream('times'), stream('turns')];
  const customers = classes.flatMap(({ population }, of) => Array.from({ length: population }, (): Customer => ({ of, at: -1, began: 0 })));
  const there = stations.map(() => 0);
  const jobs = classes.map(() => ({ done: 0, response: 0 }));
  const areas = stations.map(() => ({ number: 0, busy: 0 }));
  let [now, since, done] = [0, 0, -Math.ceil(length / 5)];

  const rateOf = ({ of, at }: Customer) => {
    if (at < 0) return 1 / classes[of].think;
    return 1 / stations[at].demands[of] / (stations[at].delay ? 1 : there[at]);
  };
  /** The next station at which the job has work to do; −1 where it is done. */
  const onwards = ({ of, at }: Customer) => stations.findIndex(({ demands }, k) => k > at && demands[of] > 0);
  const go = (customer: Customer) => {
    if (customer.at < 0) customer.began = now;
    else there[customer.at]--;
    customer.at = onwards(customer);
    if (customer.at >= 0) there[customer.at]++;
  };

  // Whoever does not think is never seen thinking.
  for (const customer of customers) if (classes[customer.of].think === 0) go(customer);
  while (done < length) {
    const rates = customers.map(rateOf);
    const total = rates.reduce((sum, rate) => sum + rate, 0);
    const gap = times.exponential() / total;
    now += gap;
    for (const [k, n] of there.entries()) {
      areas[k].number += n * gap;
      areas[k].busy += (stations[k].delay ? n : Math.min(n, 1)) * gap;
    }
    let rest = turns.uniform() * total;
    const mover = customers[rates.findIndex((rate) => (rest -= rate) < 0)];
    go(mover);
    if (mover.at >= 0) continue;
    jobs[mover.of].done++;
    jobs[mover.of].response += now - mover.began;
    if (classes[mover.of].think === 0) go(mover);
    if (++done === 0) {
      since = now;
      for (const one of jobs) Object.assign(one, { done: 0, response: 0 });
      for (const one of areas) Object.assign(one, { number: 0, busy: 0 });
    }
  }
  return measured(classes, stations, jobs, areas, now - since);
}

function measured(
  classes: readonly CustomerClass[],
  stations: readonly VisitedStation[],
  jobs: readonly { done: number; response: number }[],
  areas: readonly { number: number; busy: number }[],
  time: number,
): Record<string, number> {
  const jobsDone = jobs.reduce((all, { done }) => all + done, 0);
  const number = areas.reduce((all, area) => all + area.number, 0) / time;
  const queue = number - areas.reduce((all, { busy }) => all + busy, 0) / time;
  const response = jobs.reduce((all, one) => all + one.response, 0) / jobsDone;
  const values: Record<string, number> = { response, throughput: jobsDone / time, number, queue, waiting: (queue * time) / jobsDone };
  for (const [r, { name }] of classes.entries()) {
    values[`${name} response`] = jobs[r].response / jobs[r].done;
    values[`${name} throughput`] = jobs[r].done / time;
  }
  for (const [k, { name, delay }] of stations.entries()) {
    values[`${name} number`] = areas[k].number / time;
    if (!delay) values[`${name} utilisation`] = areas[k].busy / time;
  }
  return values;
}
