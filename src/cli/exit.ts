/** How the program ends: 0 done, 1 the run failed or a check did not hold, 2 the input is wrong. */

/** What the user gave cannot be used; the message says where, what and what is allowed. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}

/** Writes the error to stderr, without a stack trace unless SCHEDLAB_DEBUG is set, and sets the exit status. */
export function exitWith(error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  const wrongInput = failure.name === 'InputError' || failure.name === 'ScenarioError';
  process.stderr.write(`${process.env.SCHEDLAB_DEBUG ? failure.stack : `${wrongInput ? '' : 'error: '}${failure.message}`}\n`);
  process.exitCode = wrongInput ? 2 : 1;
}

/** The operating system's errors in words. */
export function fileFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file',
    EISDIR: 'is a directory',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOTDIR: 'part of the path is not a directory',
    ENOSPC: 'no space left on the device',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'the file would be too large',
    EROFS: 'the file system is read-only',
    EEXIST: 'a file of that name is in the way',
  };
  return words[code ?? ''] ?? message;
}
