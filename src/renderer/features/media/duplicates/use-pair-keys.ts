/** Review by keyboard: from pair to pair, and a key for each decision; the next pair takes the place of the one decided. */
import { type RefObject, useEffect, useRef } from 'react';
import type { AssetPair } from '#contract/media/duplicates';
import { isTypingTarget } from '../../../ui/typing-target';
import type { PairActs } from './use-pair-acts';

/** @param pairs as they are shown, one article for each in the element returned */
export function usePairKeys(pairs: readonly AssetPair[], acts: PairActs): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  /** Where a decision was made whose pair is still shown. */
  const left = useRef<number | null>(null);
  const ids = pairs.map(({ id }) => id).join();
  useEffect(() => {
    // The focus went with the pair.
    if (left.current !== null && document.activeElement === document.body) focus(list.current, left.current);
    left.current = null;
  }, [ids]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (isTypingTarget(event.target) || document.querySelector('[role="dialog"]')) return;
      const at = cardsOf(list.current).findIndex((card) => card.contains(document.activeElement));
      const step = stepOf(event, at);
      const act = step === null ? actOf(event, pairs[at], acts) : null;
      if (step !== null) focus(list.current, at + step);
      else if (act) {
        left.current = at;
        act();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  return list;
}

const cardsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('article') ?? [])];

function focus(list: HTMLElement | null, index: number): void {
  const cards = cardsOf(list);
  const card = cards[Math.max(0, Math.min(index, cards.length - 1))];
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest' });
}

/** J and K go from anywhere; arrows scroll the page until a pair has the focus. */
function stepOf({ key }: KeyboardEvent, at: number): 1 | -1 | null {
  const name = key.toLowerCase();
  if (name === 'j' || (name === 'arrowdown' && at >= 0)) return 1;
  return name === 'k' || (name === 'arrowup' && at >= 0) ? -1 : null;
}

function actOf(event: KeyboardEvent, pair: AssetPair | undefined, acts: PairActs): (() => void) | null {
  const key = event.key.toLowerCase();
  if (acts.busy || event.repeat) return null;
  if (key === 'z') return pair && pair.state !== 'open' ? () => acts.undo(pair.id) : acts.undoLast;
  if (pair?.state !== 'open') return null;
  const { id, first, second, suggestion } = pair;
  if (key === '1') return () => acts.keep(id, first.id);
  if (key === '2') return () => acts.keep(id, second.id);
  if (key === 'b') return () => acts.both(id);
  const isOnCard = event.target instanceof HTMLElement && event.target.tagName === 'ARTICLE';
  return key === 'enter' && isOnCard ? () => acts.keep(id, suggestion.keepId) : null;
}
