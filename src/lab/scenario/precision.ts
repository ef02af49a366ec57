import type { Node, Source } from '../../model.ts';
import type { Fault } from './faults.ts';
import type { RunSection } from './schema.ts';

/** Refuses a precision of what the scenario does not measure: replications would be added to the last, and none would help. */
export function checkPrecision({ precision }: RunSection, sources: readonly Source[], nodes: readonly Node[], poolCapacity: number, faults: Fault[]): void {
  const lossy = poolCapacity < Infinity || nodes.some(({ capacity }) => capacity < Infinity);
  const nothing: Readonly<Record<string, string | false>> = {
    loss: !lossy && 'nothing can be lost where no capacity is given',
    missed: !sources.some(({ deadline }) => deadline) && 'no jobs have a deadline',
    utilisation: nodes[0].slots === Infinity && 'of unlimited slots no fraction is busy',
  };
  const reason = precision && nothing[precision.metric];
  if (reason) faults.push({ path: ['run', 'precision', 'metric'], message: `${precision.metric} is not measured here: ${reason}` });
}
