/** What a JSON schema says about a place in a document: which properties, which values. Pure functions. */
import { z } from 'zod';

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
});
type Schema = z.infer<typeof Schema>;

function read(schema: unknown): Schema | null {
  const parsed = Schema.safeParse(schema);
  return parsed.success ? parsed.data : null;
}

/** The schemas that may hold at a path: several where it is a choice. */
export function schemasAt(schema: unknown, path: readonly (string | number)[]): Schema[] {
  const own = read(schema);
  if (!own) return [];
  const all = [own, ...(own.anyOf ?? []).flatMap((one) => schemasAt(one, []))];
  const [first, ...rest] = path;
  if (first === undefined) return all;
  return all.flatMap((one) =>
    typeof first === 'number' ? schemasAt(one.items, rest) : schemasAt(one.properties?.[first], rest),
  );
}

export interface Suggestion {
  label: string;
  /** Type, default. */
  detail: string;
  info: string;
}

/** Properties that an object may have at the path. */
export function namesAt(schema: unknown, path: readonly (string | number)[]): Suggestion[] {
  return schemasAt(schema, path).flatMap(({ properties }) =>
    Object.entries(properties ?? {}).map(([label, inner]) => {
      const known = read(inner);
      const type = known?.type === undefined ? '' : [known.type].flat().join(' or ');
      const given = known?.default === undefined ? '' : ` = ${JSON.stringify(known.default)}`;
      return { label, detail: `${type}${given}`, info: known?.description ?? '' };
    }),
  );
}

/** Values as JSON, where the schema knows them all. */
export function valuesAt(schema: unknown, path: readonly (string | number)[]): string[] {
  const found = schemasAt(schema, path).flatMap((one) => {
    if (one.const !== undefined) return [one.const];
    if (one.type === 'boolean') return [true, false];
    return one.enum ?? [];
  });
  return [...new Set(found.map((value) => JSON.stringify(value)))];
}
