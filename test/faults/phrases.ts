/** What must never reach a user: zod's own words, and values that were not meant to be printed. */
export const ZODS_PHRASES = /Invalid input|Invalid option|Invalid string|Unrecognized key|Too small|Too big|expected \w+ to be|received |\[object Object\]|\bundefined\b| {4}at /;
