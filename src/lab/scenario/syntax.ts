import { type Document, isScalar, type Node, visit, type YAMLError } from 'yaml';

/** A fault of syntax, by its place in the text. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/** Deeper than any scenario, and shallow enough for code that calls itself. */
const DEEPEST = 100;
const TOO_DEEP: SyntaxFault = { offset: 0, message: 'not a scenario: nested too deeply' };

/** Characters that YAML forbids, and the one that stands where bytes were not UTF-8. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]/;

/** The first character that is no text. */
export function unreadable(text: string): SyntaxFault | undefined {
  const offset = text.search(UNREADABLE);
  return offset < 0 ? undefined : { offset, message: 'is not text in UTF-8: this file is of another kind or encoding' };
}

/** What the parser found, at most one fault a line: the rest of a broken line follows from its first fault. */
export function syntaxFaults(
  { errors, warnings }: Document,
  text: string,
  language: 'YAML' | 'JSON',
  lineOf: (offset: number) => number,
): SyntaxFault[] {
  // How deep the parser gets depends on the stack, and so does where it stops.
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return [TOO_DEEP];
  const lines = new Set<number>();
  return [...errors, ...warnings]
    .map((error) => ({ offset: Math.min(error.pos[0], Math.max(0, text.length - 1)), error }))
    .toSorted((a, b) => a.offset - b.offset)
    .filter(({ offset }) => !lines.has(lineOf(offset)) && lines.add(lineOf(offset)))
    .map(({ offset, error }) => ({ offset, message: `not ${language}: ${words(error, text)}` }));
}

function words({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `the key ${JSON.stringify(/^[^:\n]*/.exec(text.slice(pos[0], pos[0] + 50))![0].trim())} is there twice`;
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; a file has one scenario';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'expected KEY: VALUE; a key and its colon stand on one line';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a key within the value of another; quote a text that has ": " in it, or begin a new line further in';
    case 'BLOCK_IN_FLOW':
      return 'expected a comma or the closing bracket';
    case 'TAB_AS_INDENT':
      return 'indentation is made of spaces, not of tabs';
    case 'BAD_INDENT':
      return /^Flow (?:map|sequence)/.test(message) ? 'a { or [ before this is not closed, or what it holds is not indented' : plain(message);
    case 'MISSING_CHAR':
      return /^Flow (?:map|sequence)/.test(message) ? 'a { or [ before this is not closed' : plain(message);
    case 'TAG_RESOLVE_FAILED':
      return `tags such as ! have no meaning here: ${plain(message)}`;
    default:
      return plain(message);
  }
}

function plain(message: string): string {
  const line = message.split('\n', 1)[0].replace(/\.$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** What YAML allows and a scenario cannot mean: keys that are no names, aliases of nothing or of themselves. */
export function structureFaults(document: Document): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  let tooDeep = false;
  const add = (node: unknown, message: string) => faults.push({ offset: (node as Node | null)?.range?.[0] ?? 0, message });
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value === null) add(key, 'not a scenario: a key must be a name');
      else if (key.value === '__proto__') add(key, 'not a scenario: __proto__ cannot be a key');
    },
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (!target) add(alias, `not YAML: *${alias.source} has no &${alias.source} before it`);
      else if (path.includes(target)) add(alias, `not YAML: *${alias.source} is part of what it stands for`);
    },
    Node: (_, _node, path) => {
      if (path.length <= DEEPEST) return undefined;
      tooDeep = true;
      return visit.BREAK;
    },
  });
  return tooDeep ? [TOO_DEEP] : faults;
}
