/** A network of stations played out: who is served where, who waits, and where each goes next. */
import type { Stream } from '../../../model.ts';

export interface PlayedStation {
  readonly name: string;
  readonly servers: number;
  service(stream: Stream): number;
}

export interface PlayedNetwork {
  readonly stations: readonly PlayedStation[];
  readonly routing: readonly (readonly number[])[];
  /** Open: the gaps between the jobs that come to each station from outside; undefined where none do. */
  readonly gaps?: readonly (((stream: Stream) => number) | undefined)[];
  /** Closed: jobs that go round, all at station 1 at first; each return there counts as a job done. */
  readonly population?: number;
}

export interface Played {
  /** Means by the keys of a prediction. */
  readonly values: Readonly<Record<string, number>>;
  readonly responses: readonly number[];
}

export function playNetwork(network: PlayedNetwork, { length, stream }: { readonly length: number; readonly stream: (name: string) => Stream }): Played {
  const running = new Running(network, stream);
  running.until(Math.ceil(length / 5));
  running.forget();
  running.until(length);
  return running.measured();
}

interface Traveller {
  /** When it came into the network, or to station 1 for the last time. */
  entered: number;
  /** When it came to the station where it is. */
  came: number;
  waited: number;
}

const LONG = 10_000;

const NOTHING = { visits: 0, response: 0, waiting: 0, number: 0, busy: 0 };

class Running {
  readonly #network: Required<PlayedNetwork>;
  readonly #streams: { readonly ways: Stream; readonly sizes: readonly Stream[]; readonly outside: readonly Stream[] };
  readonly #queues: Traveller[][];
  readonly #busy: number[];
  readonly #next: number[];
  readonly #services: { readonly end: number; readonly at: number; readonly job: Traveller }[] = [];
  #now = 0;
  #since = 0;
  #tallies: (typeof NOTHING)[];
  #responses: number[] = [];
  #waited = 0;
  #squares = 0;

  constructor(network: PlayedNetwork, stream: (name: string) => Stream) {
    const { stations, gaps = [], population = 0 } = network;
    this.#network = { ...network, gaps, population };
    this.#streams = { ways: stream('ways'), sizes: stations.map((_, i) => stream(`sizes/${i}`)), outside: stations.map((_, i) => stream(`arrivals/${i}`)) };
    this.#queues = stations.map(() => []);
    this.#busy = stations.map(() => 0);
    this.#next = stations.map((_, i) => gaps[i]?.(this.#streams.outside[i]) ?? Infinity);
    this.#tallies = stations.map(() => ({ ...NOTHING }));
    for (let i = 0; i < population; i++) this.#come(0, { entered: 0, came: 0, waited: 0 });
  }

  /** Plays until so many jobs have been done since the last `forget`. */
  until(jobs: number): void {
    while (this.#responses.length < jobs) {
      const first = soonest(this.#services.length, (i) => this.#services[i].end);
      const from = soonest(this.#next.length, (i) => this.#next[i]);
      const end = this.#services[first]?.end ?? Infinity;
      this.#pass(Math.min(end, this.#next[from]));
      if (this.#next[from] < end) {
        this.#next[from] += this.#network.gaps[from]!(this.#streams.outside[from]);
        this.#come(from, { entered: this.#now, came: this.#now, waited: 0 });
      } else {
        const [{ at, job }] = this.#services.splice(first, 1);
        this.#leave(at, job);
      }
    }
  }

  forget(): void {
    this.#since = this.#now;
    this.#tallies = this.#tallies.map(() => ({ ...NOTHING }));
    this.#responses = [];
    this.#waited = 0;
    this.#squares = 0;
  }

  #pass(to: number): void {
    let number = 0;
    for (let i = 0; i < this.#tallies.length; i++) {
      const here = this.#busy[i] + this.#queues[i].length;
      number += here;
      this.#tallies[i].number += here * (to - this.#now);
      this.#tallies[i].busy += this.#busy[i] * (to - this.#now);
    }
    this.#squares += number ** 2 * (to - this.#now);
    this.#now = to;
  }

  #come(at: number, job: Traveller): void {
    job.came = this.#now;
    if (this.#busy[at] < this.#network.stations[at].servers) this.#serve(at, job);
    else this.#queues[at].push(job);
  }

  #serve(at: number, job: Traveller): void {
    this.#busy[at]++;
    const wait = this.#now - job.came;
    job.waited += wait;
    this.#tallies[at].waiting += wait;
    this.#services.push({ at, job, end: this.#now + this.#network.stations[at].service(this.#streams.sizes[at]) });
  }

  #leave(at: number, job: Traveller): void {
    this.#busy[at]--;
    this.#tallies[at].visits++;
    this.#tallies[at].response += this.#now - job.came;
    const follower = this.#queues[at].shift();
    if (follower) this.#serve(at, follower);
    let rest = this.#streams.ways.uniform();
    const to = this.#network.routing[at].findIndex((p) => (rest -= p) < 0);
    if (this.#network.population > 0 ? to === 0 : to < 0) this.#done(job);
    if (to >= 0) this.#come(to, job);
  }

  #done(job: Traveller): void {
    this.#responses.push(this.#now - job.entered);
    this.#waited += job.waited;
    [job.entered, job.waited] = [this.#now, 0];
  }

  measured(): Played {
    const time = this.#now - this.#since;
    const total = (key: 'number' | 'busy') => this.#tallies.reduce((sum, tally) => sum + tally[key], 0) / time;
    const jobs = this.#responses.length;
    const { stations } = this.#network;
    const slots = stations.reduce((sum, { servers }) => sum + servers, 0);
    const values: Record<string, number> = {
      response: this.#responses.reduce((sum, response) => sum + response, 0) / jobs,
      waiting: this.#waited / jobs,
      number: total('number'),
      queue: total('number') - total('busy'),
      throughput: jobs / time,
      // Within a short stretch numbers vary less than from one stretch to another.
      ...(jobs >= LONG && { 'number.variance': this.#squares / time - total('number') ** 2 }),
      ...(slots < Infinity && { utilisation: total('busy') / slots }),
    };
    for (const [i, { name, servers }] of stations.entries()) {
      const { visits, response, waiting, number, busy } = this.#tallies[i];
      Object.assign(values, {
        [`${name} response`]: response / visits,
        [`${name} waiting`]: waiting / visits,
        [`${name} number`]: number / time,
        [`${name} throughput`]: visits / time,
        ...(servers < Infinity && { [`${name} utilisation`]: busy / time / servers }),
      });
    }
    return { values, responses: this.#responses };
  }
}

/** The index of the least of n times; −1 where there are none. */
function soonest(n: number, time: (i: number) => number): number {
  let least = n - 1;
  for (let i = 0; i < n; i++) if (time(i) < time(least)) least = i;
  return least;
}
