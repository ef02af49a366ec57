/** Text that came from a scenario file, safe to print: control characters and broken surrogates cannot move a cursor or break XML. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\uFFFE\uFFFF]/gu, '\u{FFFD}');
}
