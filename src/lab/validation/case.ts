/** What validation runs: scenarios in which the oracle finds formulas, and sample paths of models that no scenario file can express. */
import { loadScenario, type LoadedScenario } from '../scenario/load-scenario.ts';
import type { Run } from './refute.ts';

/** The cases for one family of formulas. */
export interface Family {
  readonly sketches: readonly Sketch[];
  readonly paths: readonly PathCase[];
}

/** A scenario in short. `arrivals` is a list of [load share, size] and `pool` the section of that name, both in YAML's flow style. */
export interface Sketch {
  readonly name: string;
  /** Formulas that the oracle has to find there. */
  readonly formulas: readonly string[];
  readonly loads: readonly number[];
  /** A replication is so many times longer than that of M/M/1 at the same load, since its memory is; 1 unless given. */
  readonly memory?: number;
  /** Whether an empty or a full system is soon forgotten, whatever the load; `slowly` unless given. */
  readonly forgets?: 'slowly' | 'quickly';
  readonly sources: readonly (readonly [share: number, size: string])[];
  /** Poisson unless given; in YAML's flow style. A closed process has no load: then the "load" is told to `at` alone. */
  readonly process?: string;
  /** More of each source, by index, in YAML's flow style without braces: `priority: 1`. */
  readonly more?: readonly string[];
  readonly pool: string;
  /** Where the load is per unlimited slot a rate is given instead; closed sources take neither. */
  readonly by?: 'load' | 'rate' | 'neither';
  /** The largest relative error that approximations and limits may show here, by the source that is named beside it. */
  readonly within?: number;
}

/** A model that is played out by itself, apart from the engine. */
export interface PathCase {
  readonly name: string;
  readonly formula: string;
  /** As a user writes them: they go through the formula's `params`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** What one replication rests on after its warm-up: jobs or cycles, as the path counts them. */
  readonly length: number;
  /** See Sketch. */
  readonly within?: number;
  play: SamplePath;
  /**
   * For a formula that proposes a design, which `play` takes from it: plays others besides, worked out from the parameters,
   * and throws where one proves better. Once for each case, each play being of the case's full length.
   */
  // oxlint-disable-next-line no-explicit-any -- the parameters are those of the case's formula
  readonly contest?: (params: any, run: Run) => void;
}

/**
 * One replication: means over `length` jobs (or cycles) after `length / 5` that are left out, by the keys of the formula's
 * `values`, `others` and `classes` (`CLASS KEY`). A key that it leaves out is not compared.
 */
// oxlint-disable-next-line no-explicit-any -- the parameters are those of the case's formula
export type SamplePath<Params = any> = (params: Params, run: Run) => Readonly<Record<string, number>>;

export interface ScenarioCase {
  readonly name: string;
  readonly formulas: readonly string[];
  readonly loads: readonly number[];
  readonly memory: number;
  readonly forgets: 'slowly' | 'quickly';
  readonly within?: number;
  load(load: number): LoadedScenario;
}

export function scenarioCase({ name, formulas, loads, memory = 1, forgets = 'slowly', sources, process = 'poisson', more = [], pool, by = 'load', within }: Sketch): ScenarioCase {
  const load = (at: number) => {
    const arrivals = sources.map(([share, size], i) => {
      const rate = by === 'neither' ? '' : `${by}: ${share * at}, `;
      return `  - { class: '${i}', process: ${process}, ${rate}size: ${size}${more[i] ? `, ${more[i]}` : ''} }`;
    });
    return loadScenario(name, ['name: validation', `seed: validation/${name}/${at}`, 'arrivals:', ...arrivals, `pool: ${pool}`].join('\n'));
  };
  return { name, formulas, loads, memory, forgets, ...(within !== undefined && { within }), load };
}
