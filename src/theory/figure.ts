/** A number as steps and tables show it: six significant digits. */
export function figure(x: number): string {
  if (x === Infinity) return '∞';
  return String(Number(x.toPrecision(6)));
}
