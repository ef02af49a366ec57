/** Marks the addresses of modules that are a user's own, so that they are told from ours. */
export const MARK = '?policy';

/** Where in a user's module an error was thrown, as far as its stack says: `my-policy.ts:3:7`. */
export function placeOf({ stack }: Error): string | undefined {
  const [, file, place] = /([^/\s(]+)\?policy:(\d+:\d+)/.exec(stack ?? '') ?? [];
  return file === undefined ? undefined : `${decodeURIComponent(file)}:${place}`;
}
