/** What modules of the user's own print in this thread goes to stderr: stdout is for results, which are to be read by programs too. */
export function printToStderr(): void {
  // oxlint-disable-next-line no-console -- it is theirs
  console.log = console.info = console.debug = console.dirxml = console.error;
  // oxlint-disable-next-line no-console
  console.dir = (value) => console.error(value);
}
