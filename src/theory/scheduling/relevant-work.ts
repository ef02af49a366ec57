/** Delay by work that goes first: what priorities and orders by size have in common. */

/** A time with what is known of it. */
export interface Time {
  readonly mean: number;
  readonly variance: number;
}

/** Jobs that come as a Poisson process of rate λ, each with work A. */
export interface Stream {
  /** λE[A]. */
  readonly load: number;
  /** 1 − λE[A], what they leave of the slot: given apart, since near load 1 a difference would lose digits. */
  readonly free: number;
  /** λE[A²]. */
  readonly second: number;
}

/** λE[A²] and λE[A³] of everything that is ever served as work that goes first. */
export interface Served {
  readonly second: number;
  readonly third: number;
}

/**
 * The work that a newcomer finds before itself: that of `first`, who are served as soon as they come, and that of others,
 * to whom the slot turns only when none of it is left, and who are then among `served` with what they are served for.
 * E[V] = λE[A²]/(2(1−ρ)) over all that is served; (1−ρ) E[V²] = λE[A²] E[V] (those who go first) + λE[A³]/3 (all):
 * the rates at which V² and V³ rise and fall balance.
 */
export function workBefore(first: Stream, served: Served): Time {
  const mean = served.second / (2 * first.free);
  return { mean, variance: mean * ((2 * first.second - served.second) / (2 * first.free)) + served.third / (3 * first.free) };
}

/**
 * How long work takes where newcomers may go before it: it is the first job of a busy period of theirs.
 * E[B] = E[V]/(1−ρ), Var B = Var V/(1−ρ)² + E[V] λE[A²]/(1−ρ)³. Source: Conway, Maxwell and Miller 1967, section 8-4.
 */
export function untilDone(work: Time, { free, second }: Stream): Time {
  return { mean: work.mean / free, variance: work.variance / free ** 2 + (work.mean * second) / (free ** 2 * free) };
}

/** What interruptions add to a service time: newcomers go before what is left of it. */
export function interruptions(service: Time, by: Stream): Time {
  const { variance } = untilDone(service, by);
  return { mean: (service.mean * by.load) / by.free, variance };
}

/** A time and one that is independent of it. */
export function plus(a: Time, b: Time): Time {
  return { mean: a.mean + b.mean, variance: a.variance + b.variance };
}
