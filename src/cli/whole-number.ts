import { InputError } from './exit.ts';

/** Reads an option that is a whole number; `which` says what is special about some. Throws an InputError. */
export function wholeNumber(option: string, least: number, most: number, which = ''): (given: unknown) => number {
  return (given) => {
    // What looks like a number comes as one.
    if (Number.isInteger(given) && (given as number) >= least && (given as number) <= most) return given as number;
    throw new InputError(`--${option}: must be a whole number from ${least} to ${most}${which}, not ${String(given)}`);
  };
}

/** Of the option `--workers`. */
export const workersOption = {
  requiresArg: true,
  coerce: wholeNumber('workers', 1, 1024),
  describe: 'threads; the result does not depend on it [default: cores]',
} as const;
