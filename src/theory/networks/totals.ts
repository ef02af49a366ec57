import type { ClassPrediction } from '../../prediction.ts';
import type { NetworkStation } from './stations.ts';

/** Stations together: numbers added, times by Little's law for the jobs that go through the whole network. */
export function total(parts: readonly ClassPrediction[], stations: readonly Pick<NetworkStation, 'servers'>[], throughput: number): Record<string, number> {
  const sum = (term: (values: ClassPrediction['values'], i: number) => number) => parts.reduce((all, { values }, i) => all + term(values, i), 0);
  const [number, queue] = [sum((values) => values['number']), sum((values) => values['queue'])];
  const values: Record<string, number> = { response: number / throughput, waiting: queue / throughput, number, queue, throughput };
  const slots = stations.reduce((all, { servers }) => all + servers, 0);
  if (slots < Infinity) values['utilisation'] = sum((at, i) => at['utilisation'] * (stations[i].servers / slots));
  return values;
}
