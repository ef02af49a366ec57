/**
 * schedlab in notebooks: `import { run, compare, sweep, theory } from 'schedlab/notebook'`. What these give is shown where it
 * is the last thing in a cell (Deno's kernel for Jupyter), and is plain text everywhere else.
 */
import { catalogue } from './lab/catalogue.ts';
import { experiment } from './lab/experiment.ts';
import { assemble } from './lab/report.ts';
import { formatFault, faultsOf } from './lab/scenario/faults.ts';
import { loadScenario } from './lab/scenario/load-scenario.ts';
import { pathOf } from './lab/scenario/path.ts';
import { assembleStudy } from './lab/study/assemble-study.ts';
import { loadStudy, type StudyKind } from './lab/study/load-study.ts';
import { play, runInThisThread } from './lab/study/play.ts';
import { ParamError } from './params.ts';
import { meantIn } from './registry.ts';
import { type Chart, charts } from './reports/charts/index.ts';
import { renderSvg } from './reports/render.ts';
import { studyCharts } from './reports/study/index.ts';
import { studyTable } from './reports/study/table.ts';
import { resultTable } from './reports/table.ts';
import type { Result } from './result.ts';
import type { StudyResult } from './study.ts';
import { explain } from './theory/explain.ts';

/** What a scenario is changed by: `{ 'pool.dispatch': 'jsq', 'arrivals[0].load': 0.5 }`. */
export type Changes = Readonly<Record<string, unknown>>;

/** By media type, as Jupyter takes it. */
type Media = Readonly<Record<string, string>>;

/** How Deno's kernel asks a value for what is to be shown of it. */
const DISPLAY = Symbol.for('Jupyter.display');

/** Text that a cell shows as it is. */
export class Text {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  [DISPLAY](): Media {
    return { 'text/plain': this.text };
  }
}

/** A chart that a cell shows. */
export class Picture {
  /** What is to be seen, in one sentence. */
  readonly about: string;
  readonly svg: string;

  constructor(about: string, svg: string) {
    this.about = about;
    this.svg = svg;
  }

  toString(): string {
    return this.about;
  }

  [DISPLAY](): Media {
    return { 'image/svg+xml': this.svg, 'text/plain': this.about };
  }
}

/** What came of a run or a study: shown as the table that the command line prints, and its numbers are in `result`. */
export class Outcome<Of> extends Text {
  readonly result: Of;
  private readonly drawn: readonly Chart[];

  constructor(result: Of, table: string, drawn: readonly Chart[]) {
    super(table);
    this.result = result;
    this.drawn = drawn;
  }

  /** The names of its charts. */
  get charts(): readonly string[] {
    return this.drawn.map(({ name }) => name);
  }

  /** One of its charts; the first unless named. Throws a RangeError where there is no such chart. */
  async chart(name = this.charts[0]): Promise<Picture> {
    const chart = this.drawn.find((one) => one.name === name);
    if (!chart) throw new RangeError(`no chart ${name}; there are ${this.charts.join(', ') || 'none'}`);
    return new Picture(chart.about, await renderSvg(chart.spec));
  }
}

/** Simulates a scenario, given as the text of its file. Throws a ScenarioError with every fault of it. */
export async function run(scenario: string, changes: Changes = {}): Promise<Outcome<Result>> {
  const loaded = loadScenario('scenario', scenario, { overrides: overridesOf(changes) });
  const result = assemble(loaded, await experiment(loaded.scenario, loaded.plan));
  return new Outcome(result, resultTable(result), charts(result));
}

/** Compares the variants that the scenario names under `compare`, on the same jobs. Throws as `run`. */
export function compare(scenario: string, changes: Changes = {}): Promise<Outcome<StudyResult>> {
  return study('compare', scenario, changes);
}

/** Plays the scenario at every point of the grid that it names under `sweep`. Throws as `run`. */
export function sweep(scenario: string, changes: Changes = {}): Promise<Outcome<StudyResult>> {
  return study('sweep', scenario, changes);
}

/**
 * What a formula says of these parameters, with its steps. Throws a RangeError where there is no such formula, where a parameter is
 * missing, misspelt or out of its range, and where the formula does not hold; its message says which, with a line for each parameter.
 */
export function theory(name: string, params: Readonly<Record<string, unknown>>): Text {
  const { formula: formulas } = catalogue;
  if (!Object.hasOwn(formulas, name)) {
    const meant = meantIn(name, formulas);
    throw new RangeError(`no formula ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`);
  }
  const formula = formulas[name];
  const parsed = formula.params.safeParse(params, { reportInput: true });
  if (!parsed.success) throw new RangeError(faultsOf(parsed.error).map((fault) => formatFault(name, fault)).join('\n'));
  try {
    return new Text(explain(formula, parsed.data));
  } catch (error) {
    throw error instanceof ParamError ? new RangeError(formatFault(name, error), { cause: error }) : error;
  }
}

async function study(kind: StudyKind, scenario: string, changes: Changes): Promise<Outcome<StudyResult>> {
  const loaded = loadStudy(kind, 'scenario', scenario, { overrides: overridesOf(changes) });
  const result = assembleStudy(loaded, await play(loaded, runInThisThread(loaded.cells)));
  return new Outcome(result, studyTable(result), studyCharts(result));
}

function overridesOf(changes: Changes) {
  return Object.entries(changes).map(([key, value]) => {
    const path = pathOf(key);
    if (!path) throw new RangeError(`"${key}" is not a path such as arrivals[0].load`);
    return { path, value };
  });
}
