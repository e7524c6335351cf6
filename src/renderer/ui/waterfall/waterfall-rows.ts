/** From spans to the rows of a waterfall: depth, what is folded, waits that no span tells of. */
import type { Span } from '#contract/traces';

export interface WaterfallRow {
  span: Span;
  depth: number;
  /** Spans below it, at any depth. */
  below: number;
  folded: boolean;
}

/** A shorter gap between two attempts is the queue's own doing. */
const leastGapMs = 5;

/** Between two attempts a job waits for its back-off: shown, since it is where the time went. */
export function withRetryWaits(spans: readonly Span[]): Span[] {
  const lastRun = new Map<string, Span>();
  return spans.flatMap((span) => {
    if (span.sort !== 'run') return [span];
    const key = `${span.parentId}|${span.name}`;
    const before = lastRun.get(key);
    lastRun.set(key, span);
    if (!before) return [span];
    const startedAt = before.startedAt + before.durationMs;
    const durationMs = span.startedAt - startedAt;
    if (durationMs < leastGapMs) return [span];
    return [
      {
        ...span,
        spanId: `wait-${span.spanId}`,
        name: 'wait for the next attempt',
        sort: 'wait',
        startedAt,
        durationMs,
        error: null,
        attributes: {},
        events: [],
        links: [],
      },
      span,
    ];
  });
}

/** `spans`: parents before their children. Those below a folded one are left out. */
export function rowsOf(spans: readonly Span[], folded: ReadonlySet<string>): WaterfallRow[] {
  const depthOf = new Map<string, number>();
  const hiddenBy = new Set<string>();
  const below = new Map<string, number>();
  const parentOf = new Map(spans.map(({ spanId, parentId }) => [spanId, parentId]));
  for (const { parentId } of spans) {
    const seen = new Set<string>();
    for (let id = parentId; id !== null && id !== undefined && !seen.has(id); id = parentOf.get(id) ?? null) {
      seen.add(id);
      below.set(id, (below.get(id) ?? 0) + 1);
    }
  }
  return spans.flatMap((span) => {
    const { spanId, parentId } = span;
    const depth = parentId === null ? 0 : (depthOf.get(parentId) ?? -1) + 1;
    depthOf.set(spanId, depth);
    const hidden = parentId !== null && hiddenBy.has(parentId);
    if (hidden || folded.has(spanId)) hiddenBy.add(spanId);
    return hidden ? [] : [{ span, depth, below: below.get(spanId) ?? 0, folded: folded.has(spanId) }];
  });
}

export interface View {
  from: number;
  to: number;
}

/** The whole trace, never without a length. */
export function wholeOf(spans: readonly Span[]): View {
  const from = Math.min(...spans.map(({ startedAt }) => startedAt));
  const to = Math.max(...spans.map(({ startedAt, durationMs }) => startedAt + durationMs));
  return { from, to: Math.max(to, from + 0.1) };
}

const leastViewMs = 0.05;

/** Zooms by a factor round a moment, within the whole. */
export function zoomed(view: View, whole: View, factor: number, around = (view.from + view.to) / 2): View {
  const length = Math.max(leastViewMs, Math.min(whole.to - whole.from, (view.to - view.from) * factor));
  const share = (around - view.from) / (view.to - view.from);
  const from = Math.max(whole.from, Math.min(whole.to - length, around - share * length));
  return { from, to: from + length };
}

/** Moves by a share of what is seen, within the whole. */
export function moved(view: View, whole: View, share: number): View {
  const length = view.to - view.from;
  const from = Math.max(whole.from, Math.min(whole.to - length, view.from + share * length));
  return { from, to: from + length };
}

/** Round marks for the ruler, ms since the beginning of the trace: 1, 2 or 5 of a power of ten apart. */
export function ticksOf(view: View, origin: number, most = 7): number[] {
  const rough = (view.to - view.from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil((view.from - origin) / step);
  const last = Math.floor((view.to - origin) / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Time of its own: without what its children cover. */
export function ownMs(span: Span, spans: readonly Span[]): number {
  const end = span.startedAt + span.durationMs;
  const children = spans
    .filter(({ parentId }) => parentId === span.spanId)
    .map(
      (child) =>
        [
          Math.max(span.startedAt, child.startedAt),
          Math.min(end, child.startedAt + child.durationMs),
        ] as const,
    )
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let reached = span.startedAt;
  for (const [from, to] of children) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return span.durationMs - covered;
}
