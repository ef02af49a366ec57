import type { z } from 'zod';
import type { Definition, Registry } from '../../registry.ts';
import { catalogue } from '../catalogue.ts';
import { jsonSchemaOf } from '../describe.ts';
import { disciplineChoices, dispatcherChoices } from '../modules/from-module.ts';
import { nodeGroupSchema, scenarioFile } from './schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON Schema of scenario files, made from the same definitions that check them; editors complete and check with it. */
export function scenarioJsonSchema(): JsonSchema {
  const { process, distribution } = catalogue;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'schedlab scenario',
    ...jsonSchemaOf(scenarioFile),
    $defs: {
      'node-group': jsonSchemaOf(nodeGroupSchema),
      process: choices(process),
      distribution: choices(distribution),
      dispatcher: choices(dispatcherChoices),
      discipline: choices(disciplineChoices),
    },
  };
}

/** `name`, where it can do without parameters, or `{ name: { parameters } }`. */
function choices(known: Registry<Definition>): JsonSchema {
  const definitions = Object.values(known);
  const bare = definitions.filter(({ params }) => params.safeParse({}).success);
  return {
    anyOf: [
      ...bare.map(({ name, about }) => ({ const: name, description: about })),
      ...definitions.map(({ name, about, params }) => ({
        type: 'object' as const,
        description: about,
        properties: { [name]: jsonSchemaOf(params) },
        required: [name],
        additionalProperties: false,
      })),
    ],
  };
}
