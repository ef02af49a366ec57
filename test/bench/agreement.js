/** A fast program that simulates something else has won nothing: the mean responses must agree. */

/** About one false alarm in 10^5 comparisons, allowing for the variance being estimated too. */
const MOST_DEVIATIONS = 5;

/**
 * How many standard errors each program's mean lies from the truth, or, where that is not known, from the mean of all
 * the other programs. The variance that one customer contributes is taken from how the rounds of a program scatter,
 * over all programs, since they claim to simulate the same model.
 */
export function deviations(runs, truth) {
  const programs = [...runs].map(([name, rounds]) => {
    const customers = rounds.reduce((sum, run) => sum + run.customers, 0);
    const mean = rounds.reduce((sum, run) => sum + run.customers * run.meanResponse, 0) / customers;
    const scatter = rounds.reduce((sum, run) => sum + run.customers * (run.meanResponse - mean) ** 2, 0);
    return { name, customers, mean, scatter, freedom: rounds.length - 1 };
  });
  const total = (of) => programs.reduce((sum, program) => sum + of(program), 0);
  const variance = total(({ scatter }) => scatter) / total(({ freedom }) => freedom);
  const customers = total((program) => program.customers);
  const sum = total((program) => program.customers * program.mean);
  return programs.map((program) => {
    const others = customers - program.customers;
    const expected = truth ?? (sum - program.customers * program.mean) / others;
    const error = Math.sqrt(variance * (1 / program.customers + (truth === undefined ? 1 / others : 0)));
    const deviation = (program.mean - expected) / error;
    return { name: program.name, mean: program.mean, deviation, agrees: Math.abs(deviation) < MOST_DEVIATIONS };
  });
}
