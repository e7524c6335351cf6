/**
 * What comes by itself is drawn together, once a second at most: a page under load gets a dozen small changes in that time,
 * and each one drawn alone costs a whole frame. What follows an act of the operator is drawn as it comes.
 */

const togetherMs = 1000;
/** An answer that comes within this time is to what the operator did. */
const attentiveMs = 2000;

const acts = [
  'pointerdown',
  // The end of a long drag, and a file chosen in a dialog of the system.
  'pointerup',
  'change',
  'keydown',
  'input',
  'wheel',
  'scroll',
  'dragenter',
  'drop',
  'popstate',
  'resize',
  // Back from another window.
  'focus',
] as const;

let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let drawnAt = Number.NEGATIVE_INFINITY;
// The page that was just opened is what the operator waits for.
let actedAt = performance.now();

function draw(): void {
  timer = undefined;
  drawnAt = performance.now();
  const changes = waiting;
  waiting = [];
  // All in one task, so that React makes one drawing of them; one that throws stops none of the others.
  for (const change of changes) queueMicrotask(change);
}

/** Calls `change`, which sets state, soon. In the order of the calls. */
export function drawTogether(change: () => void): void {
  waiting.push(change);
  timer ??= setTimeout(draw, waitMs());
}

function waitMs(): number {
  const now = performance.now();
  return now - actedAt < attentiveMs ? 0 : Math.max(0, drawnAt + togetherMs - now);
}

/** From now on acts of the operator are noticed; they have what waits drawn at once. */
export function noticeActs(target: EventTarget): void {
  const notice = (): void => {
    actedAt = performance.now();
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(draw);
  };
  for (const act of acts) target.addEventListener(act, notice, { capture: true, passive: true });
}
