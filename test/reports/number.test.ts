import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { estimateText, numberText, percentText, plusMinus, theoryText, zText } from '../../src/reports/number.ts';

describe('numberText', () => {
  it.each([
    [0, '0'], [-0, '0'], [5, '5'], [4.98312, '4.983'], [0.8, '0.8'], [-1.5, '−1.5'], [1234567.8, '1,234,568'], [999.99, '1,000'],
    [0.000123456, '0.0001235'], [1.2345e-5, '1.234e−5'], [2e-15, '2e−15'], [1e9, '1e9'], [1.25e12, '1.25e12'], [Infinity, '∞'], [-Infinity, '−∞'],
  ])('%s is %s', (value, text) => expect(numberText(value)).toBe(text));
});

describe('plusMinus', () => {
  it.each([
    [4.98312, 0.0613, '4.983 ± 0.061'], [15.00312, 0.0958, '15.003 ± 0.096'], [0.5, 0.0996, '0.50 ± 0.10'], [0.5, 0.09949, '0.500 ± 0.099'],
    [12_345_678, 1234, '12,345,700 ± 1,200'], [123.4, 56, '123 ± 56'], [-0.001, 0.12, '0.00 ± 0.12'], [4.984e-8, 3.2e-10, '4.984e−8 ± 3.2e−10'],
    [4.1e12, 3.3e10, '4.100e12 ± 3.3e10'], [0, 3e-9, '0 ± 3.0e−9'], [0.8, 0, '0.8 ± 0'], [5, 1e-15, '5 ± 0'], [15.0003, null, '15.00'], [0, null, '0'],
  ])('%s and %s are %s', (mean, halfWidth, text) => expect(plusMinus({ mean, halfWidth })).toBe(text));

  it('never differs from the mean by more than a twentieth of the half-width', () => {
    const size = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(size, fc.double({ min: 1e-6, max: 1, noNaN: true }), (mean, share) => {
        const halfWidth = mean * share;
        const text = estimateText({ mean, halfWidth });
        const [shownMean, shownHalf] = [text.mean, text.halfWidth].map((one) => Number(one.replaceAll(',', '').replaceAll('−', '-')));
        expect(Math.abs(shownMean - mean)).toBeLessThanOrEqual(0.0501 * halfWidth);
        expect(Math.abs(shownHalf - halfWidth)).toBeLessThanOrEqual(0.0501 * halfWidth);
      }),
    );
  });
});

it('theory has one digit more than the estimate beside it', () => {
  expect(theoryText(5, { mean: 4.983, halfWidth: 0.061 })).toBe('5');
  expect(theoryText(14.978661, { mean: 15.003, halfWidth: 0.096 })).toBe('14.9787');
  expect(theoryText(1 / 3, { mean: 0.33, halfWidth: null })).toBe('0.33333');
  expect(theoryText('Infinity', { mean: 16, halfWidth: 0.1 })).toBe('∞');
});

it('z-scores have two decimals, shares per cent', () => {
  expect([zText(-0.267), zText(3.4), zText(null), zText(1234.5), zText(-0.001)]).toEqual(['−0.27', '3.40', '–', '1,235', '0.00']);
  expect([percentText(0.95), percentText(0.0123), percentText(1)]).toEqual(['95 %', '1.23 %', '100 %']);
});
