import { observe } from '../../backends/simulated/observe.ts';
import type { Recorder, Stream } from '../../model.ts';
import { stream } from '../../random/stream.ts';
import type { Scenario } from '../../scenario.ts';

/** The streams of a scenario's replication 0. */
export function streamsOf({ seed }: Scenario): (name: string) => Stream {
  return (name) => stream(`${seed}/0/${name}`);
}

/** Everything that a run tells its recorder, in order. */
export type Path = readonly (readonly (string | number)[])[];

export function pathOf(scenario: Scenario, replication = 0): Path {
  const path: (string | number)[][] = [];
  const recorder: Recorder = {
    entered: (...event) => path.push(['entered', ...event]),
    lost: (...event) => path.push(['lost', ...event]),
    busy: (...event) => path.push(['busy', ...event]),
    copies: (...event) => path.push(['copies', ...event]),
    completed: (...event) => path.push(['completed', ...event]),
    partitioned: (...event) => path.push(['partitioned', ...event]),
    forked: (...event) => path.push(['forked', ...event]),
    taskDone: (...event) => path.push(['taskDone', ...event]),
  };
  observe(scenario, replication, recorder);
  return path;
}

export function completionsOf(path: Path): Path {
  return path.filter(([event]) => event === 'completed');
}

/** Where two paths part, in words; undefined where they are the same to the last bit. */
export function difference(path: Path, expected: Path): string | undefined {
  const length = Math.max(path.length, expected.length);
  for (let i = 0; i < length; i++) {
    const [seen, meant] = [path[i], expected[i]];
    const same = seen && meant && seen.length === meant.length && seen.every((value, place) => Object.is(value, meant[place]));
    if (!same) return `event ${i} is ${words(seen)}, not ${words(meant)}`;
  }
  return undefined;
}

function words(event: Path[number] | undefined): string {
  return event ? event.join(' ') : 'not there';
}
