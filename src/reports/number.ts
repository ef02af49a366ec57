/** Numbers as text: as many digits as their uncertainty leaves meaningful, and no more. */
import type { Estimate } from '../model.ts';

/** Outside [SMALL, LARGE) a number is written with a power of ten. */
const [SMALL, LARGE] = [1e-4, 1e9];

/** Below this share of the mean a half-width is rounding noise. */
const NOISE = 1e-9;

/** A number that stands alone, to so many significant digits, without trailing zeros; thousands are grouped. */
export function numberText(value: number, significant = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value < 0 ? '−∞' : '∞';
  if (value === 0) return '0';
  if (isScientific(Math.abs(value))) return minus(value.toExponential(significant - 1).replace(/\.?0*e\+?/, 'e'));
  const decimals = Math.max(0, significant - 1 - exponent(value));
  return trimZeros(fixed(value, decimals));
}

/** Mean and half-width to the same decimal place, the second significant digit of the half-width; `?` where it is unknown. */
export function estimateText({ mean, halfWidth }: Pick<Estimate, 'mean' | 'halfWidth'>): { mean: string; halfWidth: string } {
  if (halfWidth === null) return { mean: unsure(mean), halfWidth: '?' };
  if (halfWidth <= NOISE * Math.abs(mean)) return { mean: numberText(mean, 6), halfWidth: '0' };
  const [place, scale] = [exponent(Number(halfWidth.toPrecision(2))), Math.max(Math.abs(mean), halfWidth)];
  if (!isScientific(scale)) return { mean: fixed(mean, 1 - place), halfWidth: fixed(halfWidth, 1 - place) };
  const digits = mean === 0 ? 0 : Math.min(12, Math.max(0, exponent(mean) - place + 1));
  return { mean: mean === 0 ? '0' : scientific(mean, digits), halfWidth: scientific(halfWidth, 1) };
}

/** `mean ± half-width` in one piece; the mean alone where the half-width is unknown. */
export function plusMinus(estimate: Pick<Estimate, 'mean' | 'halfWidth'>): string {
  const { mean, halfWidth } = estimateText(estimate);
  return estimate.halfWidth === null ? mean : `${mean} ± ${halfWidth}`;
}

/** A theoretical value beside an estimate: one digit more than the estimate has, so that rounding hides no difference. */
export function theoryText(value: number | 'Infinity', beside: Pick<Estimate, 'mean' | 'halfWidth'>): string {
  if (value === 'Infinity') return '∞';
  if (!beside.halfWidth || value === 0) return numberText(value, 5);
  const place = exponent(beside.halfWidth);
  return numberText(value, Math.min(12, Math.max(4, exponent(value) - place + 3)));
}

/** A z-score to two decimals; a dash where there is none. */
export function zText(z: number | null): string {
  if (z === null) return '–';
  return Math.abs(z) < 100 ? fixed(z, 2) : numberText(z, 3);
}

/** A share of the whole in per cent. */
export function percentText(share: number): string {
  return `${numberText(100 * share, 3)} %`;
}

/** An upper bound to two digits, rounded up, so that it still holds. */
export function boundText(bound: number): string {
  const step = Number(`1e${exponent(bound) - 1}`);
  return numberText(Math.min(1, Math.ceil((bound / step) * (1 - NOISE)) * step), 2);
}

/** A lower bound above 0 to three digits or its whole units, rounded down, so that it still holds. */
export function atLeastText(bound: number): string {
  const step = Number(`1e${Math.min(0, exponent(bound) - 2)}`);
  // Rounding of the quotient is no reason to go down.
  return numberText(Math.floor((bound / step) * (1 + 1e-12)) * step, Math.max(3, exponent(bound) + 1));
}

/** Rounded to so many decimals (below 0: to tens, hundreds …), thousands grouped, with a true minus sign. */
function fixed(value: number, decimals: number): string {
  const unit = Number(`1e${Math.max(0, -decimals)}`);
  const [whole, fraction] = (Math.round(value / unit) * unit === 0 || decimals >= 0 ? value : Math.round(value / unit) * unit)
    .toFixed(Math.min(15, Math.max(0, decimals)))
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return /[1-9]/.test(text) ? minus(text) : text.replace('-', '');
}

/** Four significant digits, zeros included, since nothing says how many of them are right. */
function unsure(mean: number): string {
  return mean === 0 || isScientific(Math.abs(mean)) ? numberText(mean) : fixed(mean, Math.max(0, 3 - exponent(mean)));
}

function scientific(value: number, digits: number): string {
  return minus(value.toExponential(digits).replace('e+', 'e'));
}

function exponent(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

function isScientific(size: number): boolean {
  return size < SMALL || size >= LARGE;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}
