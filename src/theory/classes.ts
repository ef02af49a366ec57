/** Each class on its own, where there are several. */
import type { Prediction, Scenario } from '../model.ts';
import { besides } from './nodes.ts';
import type { Finding, Judged, Oracle, Verdict } from './oracle.ts';
import { classParts } from './recognition/class-parts.ts';
import { isClassBlind, looksAtSizesAlone } from './recognition/station.ts';
import { together } from './together.ts';

/** What is known of each class, from one verdict per station; why nothing is, where the discipline tells classes apart. */
export function byClass(scenario: Scenario, stations: readonly Judged[], verdicts: readonly Verdict[]): Oracle {
  const [{ station }] = stations;
  if (verdicts.length === 0 || new Set(station.sources.map((source) => source.class)).size < 2) return { findings: [], reasons: [] };
  const { discipline } = station;
  const alike = isClassBlind(discipline) || looksAtSizesAlone(discipline);
  const ofClass = ({ formula, params, prediction }: Verdict, kind: number, index: number): Prediction | undefined => {
    const told = prediction.classes?.find(({ name }) => name === scenario.classes[index].name);
    if (told) return { values: told.values };
    const part = alike && formula.ofClass && classParts(stations[kind].station).get(index);
    return part ? formula.ofClass!(params, part, prediction) : undefined;
  };
  const findings = scenario.classes.flatMap(({ name }, index): Finding[] => {
    const predictions = verdicts.map((verdict, kind) => ofClass(verdict, kind, index));
    if (!predictions.every((prediction) => prediction !== undefined)) return [];
    const merged = stations[0].nodes.length === 0 ? predictions[0] : together(besides(stations, predictions));
    return [{ formula: verdicts[0].formula, params: verdicts[0].params, scope: `class ${name}`, prediction: merged }];
  });
  const untold = findings.length === 0 && !alike ? [`${discipline.name} treats classes differently: no formula here predicts them one by one`] : [];
  return { findings, reasons: untold };
}
