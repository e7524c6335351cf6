/** Acts of the audit log in a few words, for flags on charts. */

/** `dead-letters.retry` of 12 ids: `dead letters retry (12)`. Names of acts are words already. */
export function actInWords(act: string, subject: unknown): string {
  const words = act.replaceAll(/[.-]/g, ' ');
  const what = subjectInWords(subject);
  return what === null ? words : `${words} (${what})`;
}

function subjectInWords(subject: unknown): string | null {
  if (typeof subject !== 'object' || subject === null) return null;
  const { name, id, ids } = subject as Record<string, unknown>;
  if (Array.isArray(ids)) return String(ids.length);
  const text = name ?? id;
  return typeof text === 'string' ? text.slice(0, 60) : null;
}
