/** Takes secrets out of what is logged or traced: by the name of a field, and by the look of a text. */

const hidden = '[redacted]';
const secretName =
  /^(key|keys|cookie|cookies|set-cookie|auth|authorization|proxy-authorization|credentials?)$|pass(word|wd|phrase)|secret|(^|[a-z_-])token$|api[-_]?key|private[-_]?key/i;
const deepest = 6;
const mostItems = 100;
const longestText = 16_384;

const patterns: readonly (readonly [RegExp, string])[] = [
  // scheme://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi, `$1:${hidden}@`],
  [/\b(bearer|basic)\s+[a-z0-9+/_=.~-]{8,}/gi, `$1 ${hidden}`],
  [
    /([?&](?:token|key|api_key|access_token|password|secret|signature|x-amz-signature)=)[^&\s"']+/gi,
    `$1${hidden}`,
  ],
  [/\b((?:password|passwd|secret|token|api[-_]?key)\s*[=:]\s*)(?!\[redacted\])[^\s,;"'}]+/gi, `$1${hidden}`],
];
/** Most texts hold none of these; a look for them is much cheaper than the patterns. */
const suspicious = /:\/\/|bearer|basic|token|key|pass|secret|signature/i;

/** The text without passwords in addresses, bearer tokens and the like; very long ones are cut. */
export function redactText(text: string): string {
  const short =
    text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
  if (!suspicious.test(short)) return short;
  return patterns.reduce((safe, [pattern, replacement]) => safe.replace(pattern, replacement), short);
}

/** A copy with secrets replaced, at most six levels deep and a hundred items wide. Errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => redact(item, depth + 1));
    return value.length > mostItems ? [...items, `… ${value.length - mostItems} more`] : items;
  }
  return redactFields(value as Record<string, unknown>, depth);
}

export function redactFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields).slice(0, mostItems))
    safe[name] =
      secretName.test(name) && value !== null && value !== undefined ? hidden : redact(value, depth + 1);
  return safe;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...own } = error as Error & Record<string, unknown>;
  return {
    type: name,
    message: redactText(message),
    ...(stack === undefined ? {} : { stack: redactText(String(stack)) }),
    ...redactFields(own, depth),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}
