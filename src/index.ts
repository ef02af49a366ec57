/** The public API. */

// ── The vocabulary
export type * from './model.ts';
export type * from './policy.ts';
export type * from './scenario.ts';
export type * from './prediction.ts';
export type { Result } from './result.ts';
export { result as resultSchema } from './result.ts';
export type { StudyResult } from './study.ts';
export { study as studySchema } from './study.ts';

// ── From a file to a result
export { loadScenario, type LoadedScenario } from './lab/scenario/load-scenario.ts';
export { type Fault, ScenarioError } from './lab/scenario/faults.ts';
export { scenarioJsonSchema } from './lab/scenario/json-schema.ts';
export { experiment, inThisThread, type Measurements, type Replicator } from './lab/experiment.ts';
export { assemble } from './lab/report.ts';
export { loadStudy, type Study } from './lab/study/load-study.ts';
export { play, runInThisThread } from './lab/study/play.ts';
export { assembleStudy } from './lab/study/assemble-study.ts';
export { loadProblem, type Problem } from './lab/optimise/problem.ts';
export { optimise, type Optimised } from './lab/optimise/optimise.ts';
export { assembleOptimisation } from './lab/optimise/assemble.ts';
export { SelfCheckError } from './lab/checks.ts';

// ── Theory
export type { Finding, Oracle } from './theory/finding.ts';
export { oracle } from './theory/oracle.ts';
export { explain } from './theory/explain.ts';
export { families } from './theory/families.ts';

// ── Machinery for models of your own
export { type Chain, explore, stationary, transient } from './theory/numeric/markov-chain.ts';
export { quasiBirthDeath } from './theory/numeric/qbd.ts';
export { densityOf, tailOf } from './theory/numeric/inversion.ts';
export { transformOf } from './theory/numeric/transform.ts';
export { integrate } from './theory/numeric/quadrature.ts';

// ── Everything that has a name
export { catalogue } from './lab/catalogue.ts';
export { describe } from './lab/describe.ts';

// ── Policies, distributions and formulas of your own
export { arrivals } from './arrivals/define.ts';
export { discipline } from './disciplines/define.ts';
export { dispatcher } from './dispatchers/define.ts';
export { metric } from './metrics/define.ts';
export { distribution } from './random/distributions/define.ts';
export { distributionParam } from './random/distributions/param.ts';
export { formula } from './theory/define.ts';
export type { OwnDiscipline, OwnDispatcher } from './lab/modules/own.ts';
export type { PolicyModules } from './lab/modules/from-module.ts';
export { z } from 'zod';
export { count, none, nonNegative, object, ParamError, positive, probability } from './params.ts';

// ── The laws that policies keep
export { examineModule, type ModuleReport } from './lab/modules/examine-module.ts';
export { laws, type LawName } from './lab/contract/law.ts';

// ── The engine
export { simulate } from './kernel/simulation.ts';
export type { Account } from './kernel/account.ts';
export { replicate, type Replicate } from './backends/simulated/replicate.ts';
export { execute, type Executed, type Execution } from './backends/real/execute.ts';
export type { Crew, Hire } from './backends/real/crew.ts';
export type { Calling, DeadLetter, TaskResult } from './backends/real/calls.ts';
export { ResultQueue } from './backends/real/result-queue.ts';
export { crews } from './lab/parallel/crews.ts';
export { stream } from './random/stream.ts';

// ── Reports
export { resultTable } from './reports/table.ts';
export { charts } from './reports/charts/index.ts';
export { studyTable } from './reports/study/table.ts';
export { studyCharts } from './reports/study/index.ts';
export { studyHtml } from './reports/study/html.ts';
export { renderSvg } from './reports/render.ts';
export { reportHtml } from './reports/html.ts';
