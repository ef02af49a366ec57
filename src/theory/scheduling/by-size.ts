/** What follows where the delay of a job depends on its size alone. */
import type { Distribution } from '../../model.ts';
import type { Prediction } from '../../prediction.ts';
import type { Part } from '../define.ts';
import { figure } from '../figure.ts';
import { averaged, type BySize } from './averaged.ts';
import { serviceOf, type SingleSlot } from './single-slot.ts';
import { sizesOf, type Sizes, type Truncated } from './sizes.ts';
import { streamsOf, type Streams } from './streams.ts';

/** An order of service, given the sizes and the streams of jobs that go before others. */
export type Order = (sizes: Sizes, streams: Streams) => BySize;

interface Solved extends BySize {
  readonly service: Distribution;
  readonly sizes: Sizes;
  readonly streams: Streams;
}

function solve(params: SingleSlot, order: Order): Solved {
  const service = serviceOf(params);
  const sizes = sizesOf(service);
  const streams = streamsOf(params.lambda, service);
  return { service, sizes, streams, ...order(sizes, streams) };
}

export function predictBySize(params: SingleSlot, order: Order): Prediction {
  const { service, sizes, ...bySize } = solve(params, order);
  return {
    values: averaged(sizes, bySize, service, params.lambda, 1),
    responseOfSize: (size) => size / params.speed + bySize.delay(size / params.speed).mean,
  };
}

/** The same for the jobs of one class. */
export function predictClass(params: SingleSlot, { rate, service }: Part, order: Order): Prediction {
  const { sizes, ...bySize } = solve(params, order);
  return { values: averaged(sizes, bySize, service, rate, Infinity) };
}

/** The equations for a job of mean size, and then for all. */
export function stepsBySize(params: SingleSlot, order: Order, ofMean: (at: Truncated, streams: Streams, response: number) => readonly string[]): string[] {
  const { service, sizes, streams, delay } = solve(params, order);
  const { response, waiting, number } = predictBySize(params, order).values;
  const x = service.mean;
  return [
    `ρ = ${figure(params.lambda)} · ${figure(x)} = ${figure(streams.all.load)}`,
    `For a job of mean size, x = ${figure(x)}:`,
    ...ofMean(sizes.at(x), streams, x + delay(x).mean),
    `E[T] = E[T(S)] = ${figure(response)} time units, by integration over the sizes`,
    `E[W] = ${figure(response)} − ${figure(x)} = ${figure(waiting)} time units`,
    `E[N] = ${figure(params.lambda)} · ${figure(response)} = ${figure(number)} jobs`,
  ];
}
