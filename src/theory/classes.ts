/** Each class on its own, where there are several. */
import type { Scenario } from '../scenario.ts';
import type { Prediction } from '../prediction.ts';
import { besides } from './nodes.ts';
import { type Finding, type Judged, type Oracle, spokesmen, type Verdict } from './finding.ts';
import { classParts } from './recognition/class-parts.ts';
import { isClassBlind, looksAtSizesAlone } from './recognition/station.ts';
import { together } from './together.ts';

/** What is known of each class; why nothing is, where the discipline tells classes apart. */
export function byClass(scenario: Scenario, stations: readonly Judged[], known: readonly Verdict[]): Oracle {
  const several = new Set(scenario.sources.map((source) => source.class)).size > 1;
  if (!several || known.length === 0) return { findings: [], reasons: [] };
  const { discipline } = scenario.pool;
  const alike = isClassBlind(stations[0]?.station.discipline ?? discipline) || looksAtSizesAlone(discipline);
  const tells = ({ prediction }: Verdict) => prediction.classes?.some((part) => scenario.classes.some(({ name }) => name === part.name));
  const wholePool = stations.length === 1 && stations[0].nodes.length === 0;
  const speaker = known.find(tells) ?? (wholePool ? known.find(({ formula }) => formula.ofClass) : undefined);
  const verdicts = speaker ? [speaker] : wholePool ? [] : (spokesmen(stations) ?? []);
  const findings = verdicts.length === 0 ? [] : scenario.classes.flatMap(({ name }, index): Finding[] => {
    const predictions = verdicts.map((verdict, kind) => told(verdict, name) ?? (alike ? asPart(verdict, stations[kind], index) : undefined));
    if (!predictions.every((prediction) => prediction !== undefined)) return [];
    const prediction = speaker ? predictions[0] : together(besides(stations, predictions));
    return [{ formula: verdicts[0].formula, params: verdicts[0].params, scope: `class ${name}`, prediction }];
  });
  const untold = findings.length === 0 && !alike ? [`${discipline.name} treats classes differently: no formula here predicts them one by one`] : [];
  return { findings, reasons: untold };
}

/** Of a class that the formula knows by name, since it treats classes differently. */
function told({ prediction: { classes } }: Verdict, name: string): Prediction | undefined {
  const part = classes?.find((one) => one.name === name);
  return part && { values: part.values };
}

/** Of a class among others that are treated alike. */
function asPart({ formula, params, prediction }: Verdict, alone: Judged | undefined, index: number): Prediction | undefined {
  const part = alone && classParts(alone.station).get(index);
  return part && formula.ofClass?.(params, part, prediction);
}
