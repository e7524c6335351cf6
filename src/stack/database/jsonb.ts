/** Values as jsonb parameters: PostgreSQL refuses two things that JSON and JavaScript allow. */

/** An escape of U+0000 or of any surrogate; a cheap test that rarely says yes. */
const suspicious = /\\u(0000|d[89a-f])/i;
const nul = '\u0000';
const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * JSON text for a `$n::jsonb` parameter. U+0000 and half surrogate pairs, which file names and messages of broken
 * input do hold, become U+FFFD: one such character would otherwise fail a whole list of rows.
 */
export function toJsonb(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  return suspicious.test(json) ? (JSON.stringify(cleaned(value)) ?? 'null') : json;
}

/** The same for a `text` parameter. */
export function toText(value: string): string {
  return value.replaceAll(nul, '\uFFFD').replace(loneSurrogates, '\uFFFD');
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return toText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  if (hasToJson(value)) return cleaned(value.toJSON());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toText(key), cleaned(inner)]));
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
