/** A scenario's name as that of the directory of its results. */
export function directoryName(name: string): string {
  return name.trim().replaceAll(' ', '-').toLowerCase();
}
