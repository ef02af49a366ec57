import { describe, expect, test } from 'vitest';
import { erf, erfc, gamma, gammaAbove, gammaBelow, logGamma, normalBelow } from '../../src/random/special.ts';

const near = (actual: number, expected: number, relative = 1e-12) => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

// Computed with 40 digits (mpmath 1.3); the first ten agree with Abramowitz & Stegun, tables 6.1, 7.1 and 26.7.
test.each([
  [0.5, 0.1, 0.345279153981423, 0.654720846018577],
  [0.5, 4, 0.9953222650189527, 0.004677734981047266],
  [2.5, 1.7, 0.36143007689620493, 0.6385699231037951],
  [3, 9, 0.9937678048936227, 0.006232195106377317],
  [40, 35, 0.21980955482531797, 0.7801904451746821],
  [40, 60, 0.9974518076963866, 0.0025481923036133223],
  [1000, 1010, 0.6276789447369947, 0.3723210552630053],
  [0.01, 1e-6, 0.8759337598323533, 0.1240662401676467],
])('incomplete gamma at a = %d, x = %d', (a, x, below, above) => {
  near(gammaBelow(a, x), below);
  near(gammaAbove(a, x), above);
});

test.each([
  [0.001, 0.0011283787909692365, 0.9988716212090307],
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [1, 0.8427007929497149, 0.15729920705028513],
  [2, 0.9953222650189527, 0.004677734981047266],
  [3, 0.9999779095030014, 2.209049699858544e-5],
  [5, 0.9999999999984626, 1.537459794428035e-12],
  [8, 1, 1.1224297172982926e-29],
])('error function at %d', (x, value, complement) => {
  near(erf(x), value);
  near(erfc(x), complement);
  near(erf(-x), -value);
  near(erfc(-x), 1 + value);
});

test.each([
  [0.02, 49.44221016319566, 3.900804516098376],
  [0.5, Math.sqrt(Math.PI), 0.5723649429247001],
  [1.5, 0.886226925452758, -0.12078223763524522],
  [3.3, 2.6834373819557684, 0.9870985778947344],
  [12.5, 136843365.46556586, 18.734347511936445],
  [100.25, 2.94846628183877e156, 360.28455963776423],
])('gamma function at %d', (x, value, logarithm) => {
  near(gamma(x), value);
  near(logGamma(x), logarithm);
});

describe('identities', () => {
  test('Γ(n + 1) = n!', () => {
    for (let n = 1, factorial = 1; n <= 20; n++, factorial *= n) near(gamma(n + 1), factorial);
  });

  test('P(n, x) counts Poisson events', () => {
    for (const x of [0.3, 5, 30]) {
      let [term, sum] = [Math.exp(-x), 0];
      for (let n = 1; n < 60; n++) {
        sum += term;
        term *= x / n;
        near(gammaAbove(n, x), sum);
      }
    }
  });

  test('limits', () => {
    expect([gammaBelow(2, 0), gammaBelow(2, Infinity), gammaAbove(2, -1), gammaAbove(2, Infinity)]).toEqual([0, 1, 1, 0]);
    near(normalBelow(1.959963984540054), 0.975);
    near(normalBelow(-6), 9.865876450376981e-10);
  });
});
