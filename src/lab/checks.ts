import type { Replicate } from '../backends/simulated/replicate.ts';

/** A law that every run obeys to rounding, whatever the scenario; a violation is an error of the program. */
export interface Check {
  readonly law: string;
  /** Relative difference between its two sides. */
  readonly residual: number;
}

/** Rounding stays orders of magnitude below this, an error of the program does not. */
const TOLERANCE = 1e-6;

export class SelfCheckError extends Error {
  constructor({ law, residual }: Check) {
    super(`self-check failed: ${law} is violated by ${residual.toExponential(2)}; this is an error of the program, please report it`);
    this.name = 'SelfCheckError';
  }
}

/** Checks one replication from start to end, warm-up included. Throws a SelfCheckError. */
export function selfChecks({ recording, account, held }: Replicate): readonly Check[] {
  const { sections } = recording;
  const total = (of: (section: (typeof sections)[number]) => number) => sections.reduce((sum, section) => sum + of(section), 0);
  const counted = (key: 'arrived' | 'completed' | 'lost') =>
    total(({ classes }) => classes.reduce((sum, part) => sum + part[key], 0));
  const responseTime = total(({ classes }) =>
    classes.reduce((sum, { response: { moments } }) => sum + moments.count * moments.mean, 0),
  );
  const jobs = [account.arrived - account.completed - account.lost - account.unfinished]
    .concat(account.arrived - counted('arrived'), account.completed - counted('completed'), account.lost - counted('lost'));
  const checks = [
    // ∫ N dt on one side, the time that each job spent in the system on the other.
    { law: "Little's law", residual: difference(total(({ jobTime }) => jobTime), responseTime + account.unfinishedTime + account.deadTime) },
    // The same of tasks, where jobs have several.
    ...(account.unfinishedTaskTime === undefined ? [] : [{ law: "Little's law of tasks", residual: difference(total(({ tasks }) => tasks?.time ?? 0), total(({ tasks }) => tasks?.responses ?? 0) + account.unfinishedTaskTime) }]),
    // ∫ speed of the busy slots dt on one side, the work that jobs received on the other; slots that are held for longer than that break it.
    ...(held ? [] : [{ law: 'utilisation law', residual: difference(total(({ work }) => work), account.completedWork + account.unfinishedService + account.wastedWork) }]),
    { law: 'conservation of jobs', residual: Math.max(...jobs.map(Math.abs)) },
    {
      law: 'conservation of work',
      residual: difference(account.arrivedWork + account.addedWork, account.completedWork + account.lostWork + account.withdrawnWork + account.unfinishedWork),
    },
  ];
  for (const check of checks) if (!(check.residual <= TOLERANCE)) throw new SelfCheckError(check);
  return checks;
}

function difference(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
