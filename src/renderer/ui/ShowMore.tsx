/** The end of a list that reads on: by itself when it is scrolled to, and by a button that stays focused while it does. */
import { useEffect, useRef } from 'react';
import { Button, Center, Loader } from '@mantine/core';

interface ShowMoreProps {
  busy: boolean;
  /** How many rows are shown: where they grew by less than the screen, it reads on; where reading failed, it does not. */
  shown: number;
  onMore(): void;
}

/** So early that who scrolls steadily meets no end. */
const ahead = '600px';

export function ShowMore({ busy, shown, onMore }: ShowMoreProps) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(() => {});
  useEffect(() => {
    more.current = () => {
      if (!busy) onMore();
    };
  });
  useEffect(() => {
    if (!end.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) more.current();
      },
      // Of the box that scrolls, not of the window: what is cut off by the one is never near the other.
      { root: scrollingParent(end.current), rootMargin: ahead },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [shown]);
  return (
    <Center mt="lg" ref={end}>
      <Button
        variant="default"
        aria-busy={busy}
        leftSection={busy && <Loader size={14} />}
        onClick={() => more.current()}
      >
        Show more
      </Button>
    </Center>
  );
}

function scrollingParent(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
}
