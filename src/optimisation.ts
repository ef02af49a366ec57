/** The contract of `optimise.json` and of its `--format json`. Scripts depend on it: add keys, never change their meaning. */
import { z } from 'zod';
import { estimate } from './result.ts';

const values = z.record(z.string(), z.unknown()).describe('variable → value');

/** JSON has no Infinity. */
const predicted = z
  .strictObject({ value: z.union([z.number(), z.literal('Infinity')]), kind: z.string().describe('exact, approximation or asymptotic: the least certain formula that it rests on') })
  .describe('what theory says, where it knows every metric that the expression has');

const verdict = z.strictObject({
  text: z.string().describe('as written: response.p99 <= 20'),
  difference: z.string().describe('what is to be 0 or less: response.p99 − 20'),
  exact: z.number().nullable().optional().describe('its value, where no metric is in it; null where that is no finite number'),
  estimate: estimate.optional().describe('of the look that decided, or the last: with error spent over looks, candidates and constraints, so that all verdicts hold together'),
  verdict: z.enum(['holds', 'fails', 'undecided']),
  theory: predicted.optional(),
});

export const candidate = z.strictObject({
  name: z.string().describe('nodes=39, policy=jsq'),
  values,
  state: z.enum(['feasible', 'infeasible', 'undecided']),
  load: z.number().optional().describe('present where it is 1 or more and nothing is lost: there is no steady state, and the candidate is not run'),
  replications: z.number().int(),
  objective: z
    .strictObject({
      exact: z.number().nullable().optional().describe('where no metric is in it; null where that is no finite number'),
      estimate: estimate.optional().describe('over all replications, by itself at the given confidence'),
      theory: predicted.optional(),
    }),
  constraints: z.array(verdict),
});

export const optimisation = z.strictObject({
  schedlab: z.string().describe('version of the program'),
  name: z.string(),
  about: z.string().optional(),
  unit: z.string().optional().describe('the unit of every time; absent where the scenario names none'),
  seed: z.string(),
  scenario: z.unknown().describe('the scenario as resolved, before candidates change it'),
  backend: z.literal('simulated'),
  problem: z.strictObject({
    minimise: z.string(),
    subjectTo: z.array(z.string()),
    over: z.array(
      z.strictObject({
        name: z.string(),
        path: z.string(),
        kind: z.enum(['integer', 'real', 'choice']),
        values: z.number().int().describe('how many values it may have'),
        from: z.unknown(),
        to: z.unknown(),
        choices: z.array(z.string()).optional().describe('labels of the values of a choice'),
        step: z.number().optional().describe('from one value to the next, of a range'),
        assume: z.string().optional(),
      }),
    ),
    where: z.record(z.string(), z.number()),
    candidates: z.number(),
    confidence: z.number(),
    budget: z.number().int(),
  }),
  status: z
    .enum(['optimal', 'selected', 'best found', 'infeasible', 'none found'])
    .describe('optimal: the best of all candidates; selected: the best of the finalists of a search; best found: better ones may be left; infeasible: proven that none is feasible; none found: none was proven feasible'),
  answer: candidate.nullable(),
  neighbours: z
    .array(
      z.strictObject({
        variable: z.string(),
        candidate,
        difference: estimate.optional().describe('of a simulated objective: neighbour less answer, on the same jobs; intervals hold for all neighbours together'),
      }),
    )
    .describe('the candidates one step from the answer in one variable'),
  claim: z.array(z.string()).describe('what is proven and what is not, in sentences'),
  cheaper: z
    .strictObject({ candidates: z.number().int(), infeasible: z.number().int(), withoutRun: z.number().int(), assumed: z.number().int(), open: z.number().int() })
    .optional()
    .describe('of an objective that is known exactly: what became of the candidates that cost less than the answer'),
  choice: z
    .strictObject({ contenders: z.number().int(), feasible: z.number().int(), indifference: z.number(), decided: z.boolean(), undecided: z.number().int() })
    .optional()
    .describe('of a simulated objective: fully sequential selection with the boundaries of Kim and Nelson'),
  theory: z
    .strictObject({ name: z.string(), values, objective: z.number(), same: z.boolean().describe('whether it is the answer too'), kind: z.string() })
    .optional()
    .describe('the best of all candidates by theory alone, where it knows every one of them'),
  spent: z.strictObject({ candidates: z.number().int().describe('that were run'), replications: z.number().int(), jobs: z.number().int(), interrupted: z.literal(true).optional() }),
  candidates: z.array(candidate).describe('all that were looked at, in that order'),
});

export type Optimisation = z.infer<typeof optimisation>;
export type Candidate = z.infer<typeof candidate>;
