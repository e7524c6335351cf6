/** Whether an element is on screen or close to it: charts out of sight are not drawn. */
import { useEffect, useRef, useState, type RefObject } from 'react';

const marginPx = 300;

export function useOnScreen(): { ref: RefObject<HTMLDivElement | null>; onScreen: boolean } {
  const ref = useRef<HTMLDivElement | null>(null);
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: `${marginPx}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, onScreen };
}
