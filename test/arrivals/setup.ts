import type { ArrivalSetup } from '../../src/arrivals/define.ts';

/** A set-up as the lab makes it: classes get indices as they are named, and files are given as text. */
export function setup(rate?: number, files: Readonly<Record<string, string>> = {}): ArrivalSetup {
  const names = ['web'];
  return {
    rate,
    jobClass: { name: 'web', priority: 0, weight: 1 },
    classIndex: (name) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1),
    read: (file) => {
      if (!(file in files)) throw new Error(`${file}: no such file`);
      return files[file];
    },
  };
}
