import { expect } from 'vitest';

/** Equal to a relative precision. */
export function expectClose(actual: number | undefined, wanted: number, relative = 1e-10, what = ''): void {
  expect(actual, what).toBeTypeOf('number');
  if (!Number.isFinite(wanted)) expect(actual, what).toBe(wanted);
  else expect(Math.abs(actual! - wanted), `${what}: ${actual} is not ${wanted}`).toBeLessThanOrEqual(relative * Math.max(Math.abs(wanted), Number.MIN_VALUE) + 1e-300);
}

/** Every value of one prediction that the other has too. */
export function expectAgreement(actual: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>, keys: readonly string[], relative = 1e-10): void {
  for (const key of keys) expectClose(actual[key], wanted[key], relative, key);
}
