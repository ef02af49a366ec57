/** Work for the workers of own-work.yaml: any module will do, in TypeScript or JavaScript; its functions may be async. */
import { pbkdf2Sync } from 'node:crypto';

interface Given {
  readonly password: string;
  readonly job: number;
  readonly rounds: number;
}

/** What is returned is given back, and kept by --results; what is thrown is a failure of the task. */
export function keyOf({ password, job, rounds }: Given): string {
  return pbkdf2Sync(password, `salt of ${job}`, rounds, 32, 'sha256').toString('hex');
}
