/** Stations that jobs go through, open and closed, and what several classes share. */
export { tandem } from './tandem.ts';
export { feedback } from './feedback.ts';
export { jackson } from './jackson.ts';
export { qna } from './qna.ts';
export { gordonNewell } from './gordon-newell.ts';
export { mva } from './mva.ts';
export { amva } from './amva.ts';
export { closedPsMulticlass } from './closed-ps-multiclass.ts';
export { operationalBounds } from './operational-bounds.ts';
export { balancedJobBounds } from './balanced-job-bounds.ts';
export { kaufmanRoberts } from './kaufman-roberts.ts';
export { utilisationLaw } from './utilisation-law.ts';
export { noWaitBound } from './no-wait-bound.ts';
export { polling } from './polling.ts';
