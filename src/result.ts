/**
 * The contract of `result.json` and of `--format json`. Scripts depend on it: add keys, never change their meaning.
 * Every mean comes with its uncertainty; every time is in `unit`.
 */
import { z } from 'zod';

/** JSON has no Infinity; theory does (the mean wait when the size's variance diverges). */
const theoretical = z.union([z.number(), z.literal('Infinity')]);

export const estimate = z.strictObject({
  mean: z.number(),
  halfWidth: z.number().nullable().describe('of the confidence interval; null where there are too few samples to tell'),
  level: z.number().describe('confidence of the interval, e.g. 0.95'),
  samples: z.number().int().describe('independent samples that the interval rests on: replications or batches'),
  degrees: z.number().optional().describe("degrees of freedom of Student's t; absent: samples − 1. Half of that where samples were added until an interval was narrow enough"),
  unseen: z
    .strictObject({
      jobs: z.number().int().describe('that it could have happened to'),
      independent: z.number().describe('jobs that do not depend on one another and would tell as much'),
      below: z.number().describe('the share of jobs is below this, at the confidence of `level`: 1 − (1 − level)^(1 / independent)'),
    })
    .optional()
    .describe('present where something rare (loss, missed, response above a threshold) was not seen once: mean is then 0 and halfWidth null'),
  few: z
    .strictObject({
      independent: z.number().describe('jobs that do not depend on one another and tell as much: in all of a mean, beyond a percentile or threshold of that'),
      needed: z.number().describe('with so many, intervals hold as often as they say'),
    })
    .optional()
    .describe('present where an interval rests on so little that it may hold less often than its level says, and be more often too low than too high: the runs are too short'),
});

/** metric → statistic (mean, variance, p50 … p99.9) → estimate. */
export const metrics = z.record(z.string(), z.record(z.string(), estimate));

/** Mean response and slowdown in bins of size, four to the octave, with theory's line over the same range. */
export const bySize = z.strictObject({
  bins: z.array(
    z.strictObject({
      from: z.number().describe('sizes of the bin: from, up to but not with'),
      to: z.number(),
      size: z.number().describe('mean size of its jobs'),
      jobs: z.number().int(),
      response: estimate,
      slowdown: estimate,
    }),
  ),
  theory: z
    .strictObject({ formula: z.string(), size: z.array(z.number()), response: z.array(z.number()), slowdown: z.array(z.number()) })
    .optional(),
});

export type BySize = z.infer<typeof bySize>;

/** Who was in which slot in a window of time, in each of the runs that were traced. */
export const timeline = z.strictObject({
  from: z.number(),
  to: z.number(),
  runs: z.array(
    z.strictObject({
      backend: z.string(),
      spans: z.array(
        z.strictObject({
          node: z.number().int(),
          slot: z.number().int().describe('of the node, from 0'),
          job: z.number().int().describe('in the order in which they came'),
          class: z.string(),
          from: z.number(),
          to: z.number(),
          ending: z.enum(['done', 'preempted', 'withdrawn', 'failed', 'unfinished']).describe('withdrawn: a copy of a job that was done elsewhere; unfinished: still there at the end of the window'),
        }),
      ),
    }),
  ),
});

export const anomaly = z.strictObject({
  backend: z.string(),
  kind: z.enum(['slow node', 'growing queue', 'missing heartbeat', 'hanging task']),
  time: z.number(),
  node: z.number().int().optional().describe('absent: it concerns the pool'),
  figure: z.number().describe('service against that of other nodes, jobs that are there, or time since the last heartbeat'),
  text: z.string(),
});

export const scope = z
  .string()
  .describe('what a number is about: "overall", "class NAME" or "node INDEX"');

/** Real runs of a scenario, beside the simulation of the very jobs that they had. Every time is in the scenario's unit. */
export const execution = z.strictObject({
  backend: z.string().describe('who carried it out: threads, processes'),
  task: z.string().describe('what a task is: sleep, spin or call'),
  unit: z.number().describe('milliseconds in a time unit of the scenario'),
  spinRate: z.number().optional().describe('where tasks spin: steps of computing that stand for a millisecond, as many as a worker does in one while no other works'),
  machine: z.strictObject({ cores: z.number().int(), memory: z.number().describe('bytes'), platform: z.string(), node: z.string().describe('version of Node') }),
  run: z.strictObject({
    replications: z.number().int(),
    horizon: z.strictObject({ unit: z.enum(['jobs', 'time']), length: z.number() }).describe('of each'),
    jobs: z.number().int().describe('jobs that left or were lost, over all runs, warm-up included'),
    seconds: z.number().describe('how long the runs lasted'),
    intervals: z.enum(['replications', 'batch means', 'none']),
    interrupted: z.literal(true).optional().describe('stopped early: what was done is reported'),
  }),
  warmup: z.number().describe('fraction that was cut from the start of each run, real and simulated alike'),
  overall: metrics.describe('as they were in reality'),
  classes: z.array(z.strictObject({ name: z.string(), metrics })),
  nodes: z.array(z.strictObject({ index: z.number().int(), metrics })),
  comparisons: z
    .array(
      z.strictObject({
        metric: z.string(),
        statistic: z.string(),
        real: estimate,
        replayed: z.number().optional().describe('of the simulation of the very jobs that the real runs had'),
        difference: estimate.optional().describe('real less replayed, batch by batch or run by run'),
        calibrated: z.number().optional().describe('replayed, with what the machine was measured to take'),
        deviation: estimate.optional().describe('real less calibrated'),
        theory: z.union([z.number(), z.literal('Infinity')]).optional(),
        formula: z.string().optional(),
        z: z.number().nullable().optional().describe('of exact formulas: where (real − theory) / standard error lies, as a standard normal score'),
      }),
    )
    .describe('over all classes: reality, simulation of the same jobs and theory side by side'),
  gap: z
    .strictObject({
      simulated: z.number().describe('mean response, of the same jobs'),
      real: z.number(),
      parts: z.array(
        z.strictObject({
          cause: z.enum(['arrival lateness', 'dispatch overhead', 'workers replaced', 'service inflation']),
          direct: z.number().describe('what it costs a task itself, on average'),
          total: z.number().describe('what it does to the mean response, with the waiting that it causes'),
        }),
      ),
      rest: z.number().describe('real − simulated − all totals: the error of the simulator'),
      unforeseen: z
        .strictObject({ tries: z.number().int(), nodes: z.number().int() })
        .optional()
        .describe('tries that failed and nodes that were lost without the scenario having had them do so: what they cost is in the rest'),
    })
    .optional(),
  tail: z
    .strictObject({ time: z.array(z.number()), real: z.array(z.number()), replayed: z.array(z.number()).optional(), calibrated: z.array(z.number()).optional() })
    .optional()
    .describe('P[response > time], all classes; absent of few jobs'),
  calibration: z
    .strictObject({
      tasks: z.number().int().describe('that were measured'),
      handOver: z.strictObject({ perSecond: z.number(), mean: z.number() }).describe('of tasks of no length, one after the other'),
      spin: z.strictObject({ alone: z.number(), together: z.number() }).optional().describe('where tasks spin: steps that a worker does in a millisecond while no other works, and while all do'),
      causes: z.array(z.strictObject({ cause: z.string(), mean: z.number(), p50: z.number(), p95: z.number() })),
    })
    .optional(),
  doubts: z.array(z.string()).describe('what falsifies the run'),
  checks: z.array(z.strictObject({ law: z.string(), residual: z.number() })),
});

export const result = z.strictObject({
  schedlab: z.string().describe('version of the program'),
  name: z.string(),
  about: z.string().optional(),
  unit: z.string().optional().describe('the unit of every time; absent where the scenario names none'),
  seed: z.string(),
  scenario: z.unknown().describe('the scenario as resolved: rates computed, defaults filled in'),
  backend: z.literal('simulated'),
  run: z.strictObject({
    replications: z.number().int(),
    horizon: z.strictObject({ unit: z.enum(['jobs', 'time']), length: z.number() }).describe('of each replication'),
    jobs: z.number().int().describe('jobs that left or were lost, over all replications, warm-up included'),
    time: z.number().describe('simulated time per replication, on average'),
    intervals: z.enum(['replications', 'batch means', 'none']).describe('how the intervals were made'),
    quantileError: z.number().optional().describe('largest relative error of a percentile by its histogram, besides its interval'),
    interrupted: z.literal(true).optional().describe('the run was stopped early: the replications that were finished are reported'),
    precision: z
      .strictObject({ metric: z.string(), statistic: z.string().optional().describe('absent: the mean'), relative: z.number().optional(), absolute: z.number().optional(), reached: z.boolean() })
      .optional()
      .describe('the precision that was asked for and whether it was reached'),
  }),
  warmup: z.strictObject({
    method: z.enum(['crossing', 'given', 'none']),
    fraction: z.number().describe('of each replication that was cut from its start'),
    time: z.number().describe('time at the cut, averaged over the replications'),
    note: z.string().optional(),
  }),
  growing: z
    .strictObject({ load: z.number(), rate: z.number().describe('jobs by which the system grows per time unit') })
    .optional()
    .describe('present where the load is 1 or more and nothing is lost: there is no steady state, and no mean to report'),
  overall: metrics,
  classes: z.array(z.strictObject({ name: z.string(), metrics })),
  nodes: z.array(z.strictObject({ index: z.number().int(), slots: z.union([z.number(), z.literal('unlimited')]), speed: z.number(), metrics })),
  theory: z.array(
    z.strictObject({
      formula: z.string(),
      title: z.string(),
      short: z.string().optional().describe('for tables and legends, where the title is long'),
      kind: z.enum(['exact', 'bound', 'approximation', 'asymptotic']),
      source: z.string(),
      scope,
      values: z.record(z.string(), theoretical),
      bounds: z
        .record(z.string(), z.strictObject({ lower: theoretical.optional(), upper: theoretical.optional() }))
        .optional()
        .describe('what a value is not below or above: of formulas that are bounds'),
      others: z.record(z.string(), theoretical).optional().describe('what no run measures, such as the probability of having to wait'),
    }),
  ),
  obstacles: z.array(z.string()).optional().describe('why theory says nothing, or not everything, about the scenario'),
  comparisons: z
    .array(
      z.strictObject({
        scope,
        metric: z.string(),
        statistic: z.string(),
        simulated: estimate,
        theory: theoretical,
        formula: z.string(),
        z: z.number().nullable().describe('of exact formulas: where (simulated − theory) / standard error lies among what chance makes of it, as the standard normal score of the same tail probability; null where there is none'),
        side: z.enum(['lower', 'upper']).optional().describe('of a bound: the value is at least or at most that of theory'),
        difference: z.number().optional().describe('(simulated − theory) / theory, of approximations and limits'),
      }),
    )
    .describe('simulation and theory side by side'),
  checks: z.array(
    z.strictObject({
      law: z.string(),
      residual: z.number().describe('largest relative difference between the two sides, over the replications'),
    }),
  ),
  series: z
    .strictObject({
      time: z.array(z.number()),
      number: z.array(z.number()),
      halfWidth: z.array(z.number()).optional().describe('of the interval of each number; absent of a single replication'),
      cut: z.number().describe('time of the warm-up cut'),
    })
    .describe('mean number in system over time, averaged over the replications'),
  tail: z
    .strictObject({
      time: z.array(z.number()),
      simulated: z.array(z.number()),
      lower: z.array(z.number()).optional().describe('end of the interval of each share, at its time by itself; absent of a single sample, and where there is no steady state'),
      upper: z.array(z.number()).optional(),
      theory: z.array(z.number()).optional(),
      formula: z.string().optional(),
    })
    .describe('P[response > time], all classes'),
  timeline: timeline.optional().describe('present where the run was traced and a slot serves one task at a time'),
  anomalies: z.array(anomaly).optional().describe('present where the run was watched: what was found unusual, in the order in which it was found'),
  bySize: bySize.optional().describe('present where the scenario says by-size: true; bins with few jobs are left out'),
  execution: execution.optional().describe('present where the scenario was carried out in reality too'),
});

export type ExecutionResult = z.infer<typeof execution>;
export type Result = z.infer<typeof result>;
export type Metrics = z.infer<typeof metrics>;
