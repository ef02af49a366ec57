/** How many slots, how fast, and which part of the work to which: designs that are best, or good enough. */
export { staffingDelay } from './staffing-delay.ts';
export { staffingLoss } from './staffing-loss.ts';
export { staffingAbandonment } from './staffing-abandonment.ts';
export { squareRootStaffing } from './square-root-staffing.ts';
export { halfinWhitt } from './halfin-whitt.ts';
export { optimalSplit } from './optimal-split.ts';
export { selfishSplit } from './selfish-split.ts';
export { capacityAssignment } from './capacity-assignment.ts';
export { cMu } from './c-mu.ts';
export { optimalServiceRate } from './optimal-service-rate.ts';
export { economicServers } from './economic-servers.ts';
export { pooling } from './pooling.ts';
