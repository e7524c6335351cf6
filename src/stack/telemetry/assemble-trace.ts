/** Puts the spans that several processes told of one trace into one list: pure. */
import type { Span } from '#contract/traces';
import { afterwards } from './span';

/** Of a span that was told twice, the one that knows more. */
function better(a: Span, b: Span): Span {
  const told = Number(a.attributes[afterwards] === true) - Number(b.attributes[afterwards] === true);
  if (told !== 0) return told < 0 ? a : b;
  return b.durationMs > a.durationMs ? b : a;
}

/** Each span once; by start, but a parent always before its children. A span whose parent is not known stands alone. */
export function assembleTrace(told: readonly Span[]): Span[] {
  const byId = new Map<string, Span>();
  for (const span of told) {
    const before = byId.get(span.spanId);
    byId.set(span.spanId, before ? better(before, span) : span);
  }
  const children = new Map<string | null, Span[]>();
  for (const span of byId.values()) {
    const parent = span.parentId !== null && byId.has(span.parentId) ? span.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const order: Span[] = [];
  const visit = (parent: string | null) => {
    const siblings = (children.get(parent) ?? []).sort(
      (a, b) => a.startedAt - b.startedAt || b.durationMs - a.durationMs,
    );
    children.delete(parent); // a circle ends here
    for (const span of siblings) {
      order.push(span);
      visit(span.spanId);
    }
  };
  visit(null);
  return order;
}
