/** The second of two whole numbers of 32 bits or the first, without a branch: where it is anyone's guess which, a branch is guessed wrong half of the time. */
export function select(isSecond: boolean, first: number, second: number): number {
  return first ^ ((first ^ second) & -Number(isSecond));
}
