/** The means that follow from one of them. */
import { ParamError } from '../params.ts';

export interface Flow {
  /** Jobs served per time unit. */
  readonly throughput: number;
  /** Mean service time: size over speed. */
  readonly service: number;
  /** Mean response less mean service time. */
  readonly waiting: number;
  readonly slots: number;
}

/** Response, waiting, number, queue, utilisation and throughput. Source: Little 1961, L = λW, for the system, the queue and the slots. */
export function byLittle({ throughput, service, waiting, slots }: Flow): Record<string, number> {
  const values: Record<string, number> = {
    response: waiting + service,
    waiting,
    number: throughput * (waiting + service),
    queue: throughput * waiting,
    throughput,
  };
  if (slots < Infinity) values['utilisation'] = (throughput * service) / slots;
  return values;
}

/** Refuses a load at which the queue grows without bound. */
export function refuseOverload(load: number, how: string, path: readonly (string | number)[] = ['lambda']): void {
  if (load >= 1) throw new ParamError(`load ${how} = ${Number(load.toPrecision(6))} is not below 1: the queue grows without bound`, path);
}
