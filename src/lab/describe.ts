import { z } from 'zod';
import type { Definition, Described } from '../registry.ts';

/** A parameter in words, from its schema. */
export interface ParamDescription {
  readonly name: string;
  readonly about: string;
  /** `number > 0`, `random | first`, `list of number` … */
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}

/** A named thing in words: what `schedlab list` shows. */
export interface Description extends Described {
  readonly needs: readonly string[];
  readonly cost?: string;
  readonly params: readonly ParamDescription[];
}

export function describe(definition: Described & Partial<Pick<Definition, 'params' | 'needs' | 'cost'>>): Description {
  const { name, about, source, alsoKnownAs, needs = [], cost, params } = definition;
  return { name, about, source, ...(alsoKnownAs && { alsoKnownAs }), needs, ...(cost && { cost }), params: params ? paramsOf(params) : [] };
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schema of parameters as they are written, before defaults. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: ({ zodSchema, jsonSchema }) => asWritten(zodSchema, jsonSchema) });
  return rest;
}

/** Where a value has short forms, they are all it may be, not what they are read as. Patterns that most validators cannot read are left to us. */
function asWritten(schema: z.core.$ZodTypes, json: JsonSchema): void {
  if (json.anyOf && schema instanceof z.ZodPipe) for (const key of Object.keys(json)) if (!['anyOf', 'description', 'default'].includes(key)) delete json[key];
  if (json.pattern?.includes('\\p{')) delete json.pattern;
}

function paramsOf(schema: z.ZodType): readonly ParamDescription[] {
  const json = jsonSchemaOf(schema);
  // A definition with a choice of parameter sets lists them all, none of them required.
  const variants = (json.anyOf ?? json.oneOf ?? [json]) as readonly JsonSchema[];
  const seen = new Map<string, ParamDescription>();
  for (const variant of variants) {
    for (const [name, property] of Object.entries((variant.properties ?? {}) as Record<string, JsonSchema>)) {
      const required = variants.length === 1 && (variant.required ?? []).includes(name);
      const { description = '', default: byDefault } = property;
      seen.set(name, { name, about: description, type: typeOf(property), required, ...(byDefault !== undefined && { default: byDefault }) });
    }
  }
  return [...seen.values()];
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return (variants as readonly JsonSchema[]).map(typeOf).join(' | ');
  if (schema.type === 'array') return `list of ${typeOf((schema.items ?? {}) as JsonSchema)}`;
  if (schema.type === 'object') {
    const keys = Object.keys((schema.properties ?? {}) as object);
    return keys.length > 0 ? `{ ${keys.join(', ')} }` : 'mapping';
  }
  const { minimum, exclusiveMinimum, maximum } = schema;
  const low = exclusiveMinimum === undefined ? bound('≥', minimum) : bound('>', exclusiveMinimum);
  return `${schema.type ?? 'any'}${low}${bound('≤', maximum)}`;
}

/** Bounds that only keep slips out are not worth reading. */
function bound(sign: string, value: number | boolean | undefined): string {
  return typeof value !== 'number' || Math.abs(value) >= 1e6 ? '' : ` ${sign} ${value}`;
}
