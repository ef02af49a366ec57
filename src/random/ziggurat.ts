/**
 * Exponential and normal variates from 256 layers of equal area, 64 random bits each in 98.5 % of all draws:
 * 53 for the position, 8 others for the layer, 1 other for the sign, so that none depends on another.
 * Source: Marsaglia & Tsang 2000, "The ziggurat method"; independent bits as Doornik 2005 asks.
 */
import type { Sfc32 } from './sfc32.ts';

const LAYERS = 256;

interface Ziggurat {
  /** Where the base layer ends and the tail begins. */
  readonly edge: number;
  /** A position below this lies under the curve, whatever its height in the layer. */
  readonly inside: Float64Array;
  /** Abscissa of one unit of position. */
  readonly unit: Float64Array;
  /** Height of the curve at the right end of each layer; at LAYERS, its top. */
  readonly height: Float64Array;
}

function ziggurat(edge: number, area: number, curve: (x: number) => number, inverse: (y: number) => number): Ziggurat {
  const inside = new Float64Array(LAYERS);
  const unit = new Float64Array(LAYERS);
  const height = new Float64Array(LAYERS + 1);
  // The base layer holds the tail too: as a box of the same area it would be this wide.
  let width = area / curve(edge);
  let next = edge;
  for (let layer = 0; layer < LAYERS; layer++) {
    unit[layer] = width * 2 ** -53;
    inside[layer] = (next / width) * 2 ** 53;
    height[layer] = layer === 0 ? 0 : curve(width);
    width = next;
    next = layer < LAYERS - 2 ? inverse(area / width + curve(width)) : 0;
  }
  height[LAYERS] = 1;
  return { edge, inside, unit, height };
}

// Edge and area solve "256 layers of equal area reach the top exactly"; computed with 40 digits.
const exponentialLayers = ziggurat(7.69711747013105, 0.003949659822581557, (x) => Math.exp(-x), (y) => -Math.log(y));
const normalLayers = ziggurat(3.654152885361009, 0.004928673233974655, (x) => Math.exp(-0.5 * x * x), (y) => Math.sqrt(-2 * Math.log(y)));

const { inside: exponentialInside, unit: exponentialUnit } = exponentialLayers;
const { inside: normalInside, unit: normalUnit } = normalLayers;

/** An exponential variate with mean 1. */
export function exponential(bits: Sfc32): number {
  const high = bits.next();
  const low = bits.next();
  const layer = (high & 31) | ((low & 7) << 5);
  const position = (high >>> 5) * 2 ** 26 + (low >>> 6);
  if (position < exponentialInside[layer]) return position * exponentialUnit[layer];
  return exponentialBorder(bits, layer, position * exponentialUnit[layer]);
}

/**
 * The same numbers as so many of `exponential` times the mean, in half the time: the loop of those under the curve calls nothing, so
 * that the generator stays in registers.
 */
export function fillExponential(bits: Sfc32, mean: number, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    let { a, b, c, counter } = bits;
    let layer = 0;
    let x = 0;
    for (; i < values.length; i++) {
      const high = (((a + b) | 0) + counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + high) | 0;
      const low = (((a + b) | 0) + counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + low) | 0;
      counter = (counter + 2) | 0;
      layer = (high & 31) | ((low & 7) << 5);
      const position = (high >>> 5) * 2 ** 26 + (low >>> 6);
      x = position * exponentialUnit[layer];
      if (position >= exponentialInside[layer]) break;
      values[i] = mean * x;
    }
    bits.set(a, b, c, counter);
    if (i < values.length) values[i] = mean * exponentialBorder(bits, layer, x);
  }
}

function exponentialBorder(bits: Sfc32, layer: number, x: number): number {
  // Beyond the edge an exponential variate is as it was at 0.
  if (layer === 0) return exponentialLayers.edge + exponential(bits);
  return heightWithin(exponentialLayers, layer, bits) < Math.exp(-x) ? x : exponential(bits);
}

/** A standard normal variate. */
export function normal(bits: Sfc32): number {
  const high = bits.next();
  const low = bits.next();
  const layer = (high & 31) | ((low & 7) << 5);
  const position = (high >>> 5) * 2 ** 26 + (low >>> 6);
  // Arithmetic instead of a branch that would be mispredicted half the time.
  const sign = 1 - ((low & 8) >> 2);
  if (position < normalInside[layer]) return sign * (position * normalUnit[layer]);
  return normalBorder(bits, layer, position * normalUnit[layer], sign);
}

function normalBorder(bits: Sfc32, layer: number, x: number, sign: number): number {
  if (layer === 0) return sign * normalTail(bits);
  return heightWithin(normalLayers, layer, bits) < Math.exp(-0.5 * x * x) ? sign * x : normal(bits);
}

/** Normal given that it lies beyond the edge. Source: Marsaglia 1964. */
function normalTail(bits: Sfc32): number {
  const { edge } = normalLayers;
  for (;;) {
    const excess = exponential(bits) / edge;
    if (2 * exponential(bits) > excess * excess) return edge + excess;
  }
}

function heightWithin({ height }: Ziggurat, layer: number, bits: Sfc32): number {
  return height[layer] + bits.uniform() * (height[layer + 1] - height[layer]);
}
