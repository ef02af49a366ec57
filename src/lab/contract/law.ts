/** The laws that every policy keeps, whatever it is combined with; what each says is what `schedlab check-policy` prints. */
export const laws = {
  'valid answers': 'it answers with nodes, ranks, lots and turns that there are, and throws nothing',
  'declared signals': 'it looks at nothing but the signals that it needs',
  'views end with the call': 'it keeps no job and no pool beyond the call that showed it, and changes none',
  time: 'time does not go back',
  conservation: 'no job is made up, forgotten or done twice, and the work of all jobs adds up',
  capacity: 'nobody is let in where there is no room, or turned away where there is',
  'work conservation': 'no slot is idle while a task waits for it',
  Little: 'the number of jobs over time and their times in the system are one area',
  utilisation: 'the slots have done the work that was done',
  bounds: 'no job is served faster than the fastest slot, or for longer than its size takes',
  'busy periods': 'one slot is busy when Lindley’s recursion says, whoever is served',
  'same seed, same bits': 'the same scenario and seed give the same run, to the last bit',
  'other seeds': 'other seeds and replications give other runs',
  'common random numbers': 'jobs come when, and are as large as, they are under any other policy',
  'recording replays': 'a recording of the jobs gives the run that it was made from',
  'scaling of time': 'four times the times give the same run, four times as slow',
  'scaling of speed': 'four times the work at four times the speed gives the same run',
  'one queue is one node': 'nodes of one slot behind one queue are one node of many slots, and one node is the same behind any dispatcher',
} as const;

export type LawName = keyof typeof laws;

/** A law that was not kept, and what was seen. */
export interface Violation {
  readonly law: LawName;
  readonly message: string;
}

/** A law that a policy breaks on purpose. */
export interface Deviation {
  readonly law: LawName;
  readonly reason: string;
}

/** Thrown where a policy breaks a law while it is asked. */
export class LawBroken extends Error {
  readonly law: LawName;
  constructor(law: LawName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LawBroken';
    this.law = law;
  }
}
