import { simulate } from '../../src/kernel/simulation.ts';
import type { Recorder, Stream } from '../../src/model.ts';
import type { Scenario } from '../../src/scenario.ts';
import { stream } from '../../src/random/stream.ts';
import { Audit } from './audit.ts';
import { identified } from './identified.ts';
import type { Violation } from './laws.ts';

/** The streams of a scenario's replication 0. */
export function streamsOf({ seed }: Scenario): (name: string) => Stream {
  return (name) => stream(`${seed}/0/${name}`);
}

/** Everything that a run tells its recorder, in order. */
export type Path = readonly (readonly (string | number)[])[];

export function pathOf(scenario: Scenario): Path {
  const path: (string | number)[][] = [];
  const recorder: Recorder = {
    entered: (...event) => path.push(['entered', ...event]),
    lost: (...event) => path.push(['lost', ...event]),
    busy: (...event) => path.push(['busy', ...event]),
    copies: (...event) => path.push(['copies', ...event]),
    completed: (...event) => path.push(['completed', ...event]),
  };
  simulate(scenario, recorder, streamsOf(scenario));
  return path;
}

export function completionsOf(path: Path): Path {
  return path.filter(([event]) => event === 'completed');
}

/** Runs the scenario as it is and with its jobs told apart, under audit. */
export function audited(scenario: Scenario): readonly Violation[] {
  const known = identified(scenario, streamsOf(scenario));
  const asIs = new Audit(scenario);
  const apart = new Audit(known.scenario, known.sizes);
  return [
    ...asIs.finish(simulate(scenario, asIs, streamsOf(scenario))),
    ...apart.finish(simulate(known.scenario, apart, streamsOf(scenario))),
  ];
}
