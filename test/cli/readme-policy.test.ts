/** What the README shows of policies is what there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, schedlab } from './schedlab.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

it('shows the policy of one\'s own that policy-modules.test.ts runs', () => {
  const own = readFileSync(join(import.meta.dirname, 'my-policy.ts'), 'utf8');
  expect(README).toContain(`\`\`\`ts\n${own}\`\`\``);
  expect(own.split('\n').length).toBeLessThan(25);
});

it.each(['dispatcher', 'discipline'])('lists every %s as the program does', (kind) => {
  const { stdout } = schedlab(['list', kind, '--format', 'markdown']);
  expect(README).toContain(`\n\n${stdout}</details>`);
  expect(README).toContain(`${stdout.split('\n').length - 3} ${kind}s</b>`);
});
