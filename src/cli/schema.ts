import type { Command } from './commands.ts';

export const schema: Command = {
  builder: (argv) => argv.example('$0 schema > schedlab.schema.json', 'then: # yaml-language-server: $schema=schedlab.schema.json'),
  handler: async () => {
    const { scenarioJsonSchema } = await import('../lab/scenario/json-schema.ts');
    process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  },
};
