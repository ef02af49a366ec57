/** Steps to the octave in the table, and halfway to the next by a polynomial. */
const STEPS = 64;
const STEP = Math.LN2 / STEPS;
/** What ln 2 is more than its double. */
const LN2_REST = 2.3190468138462996e-17;
/** The step so short that its multiples are exact, and what is missing. */
const STEP_HIGH = Math.fround(STEP);
const STEP_LOW = STEP - STEP_HIGH + LN2_REST / STEPS;
/** Added and taken away again, it rounds to a whole number. */
const ROUNDER = 1.5 * 2 ** 52;

const withinOctave = Float64Array.from({ length: STEPS }, (_, step) => Math.exp(step * STEP));
const LEAST = -1022;
const octaves = Float64Array.from({ length: 1024 - LEAST }, (_, i) => 2 ** (i + LEAST));

/**
 * exp(x) to two units in the last place, without a branch on x, which in a loop over random numbers makes Math.exp three times as slow.
 *
 * Source: Tang 1989, "Table-driven implementation of the exponential function".
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return Math.exp(x);
  const steps = x / STEP + ROUNDER - ROUNDER;
  const rest = x - steps * STEP_HIGH - steps * STEP_LOW;
  const beyond = rest + rest * rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120))));
  const whole = steps | 0;
  const from = withinOctave[whole & (STEPS - 1)];
  return (from + from * beyond) * octaves[(whole >> 6) - LEAST];
}
