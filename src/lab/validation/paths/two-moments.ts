/** A queue of which only the means and the squared coefficients of variation are given: gaps and sizes are gamma variates with these. */
import type { Distribution } from '../../../model.ts';
import { deterministic } from '../../../random/distributions/deterministic.ts';
import { gamma } from '../../../random/distributions/gamma.ts';
import type { SamplePath } from '../case.ts';
import { playSlots } from './slots.ts';

interface Params {
  readonly lambda: number;
  readonly service: number;
  readonly arrivalScv: number;
  readonly serviceScv: number;
  readonly servers?: number;
}

export const twoMomentsPath: SamplePath<Params> = ({ lambda, service, arrivalScv, serviceScv, servers = 1 }, run) => {
  const [gap, size] = [ofMoments(1 / lambda, arrivalScv), ofMoments(service, serviceScv)];
  return playSlots({ servers, gap: (stream) => gap.sample(stream), service: (stream) => size.sample(stream) }, run).values;
};

function ofMoments(mean: number, scv: number): Distribution {
  return scv === 0 ? deterministic.create({ value: mean }) : gamma.create({ shape: 1 / scv, mean });
}
