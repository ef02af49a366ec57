/** Queues with gaps or sizes of any distribution, first come first served. */
export { dm1 } from './dm1.ts';
export { gg1DaleyBound } from './gg1-daley-bound.ts';
export { gg1KingmanBound } from './gg1-kingman-bound.ts';
export { gg1KraemerLangenbachBelz } from './gg1-kraemer-langenbach-belz.ts';
export { gg1LowerBound } from './gg1-lower-bound.ts';
export { ggcAllenCunneen } from './ggc-allen-cunneen.ts';
export { ggcHeavyTraffic } from './ggc-heavy-traffic.ts';
export { ggcKingmanBound } from './ggc-kingman-bound.ts';
export { gm1 } from './gm1.ts';
export { gmc } from './gmc.ts';
export { md1 } from './md1.ts';
export { mdc } from './mdc.ts';
export { mg1 } from './mg1.ts';
export { mg1k } from './mg1k.ts';
export { mgcCosmetatos } from './mgc-cosmetatos.ts';
export { mgcKimura } from './mgc-kimura.ts';
