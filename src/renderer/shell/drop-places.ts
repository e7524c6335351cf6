/** Places of a page that take dropped files themselves, e.g. to search by a picture. Elsewhere dropped files are added. */
import { useEffect, useRef, type RefObject } from 'react';

export interface DropPlace {
  /** What becomes of files dropped there. */
  label: string;
  element: HTMLElement;
  take(files: File[]): void;
}

const places = new Set<DropPlace>();
/** What is drawn over a place while files hover over the window. */
const covers = new WeakMap<Element, DropPlace>();

/** @returns for the element that is the place */
export function useDropPlace<E extends HTMLElement>(
  label: string,
  take: (files: File[]) => void,
): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const place = { label, element: element.current, take };
    places.add(place);
    return () => void places.delete(place);
  }, [label, take]);
  return element;
}

export function dropPlaces(): DropPlace[] {
  return [...places];
}

export function cover(element: Element, place: DropPlace): void {
  covers.set(element, place);
}

/** The place that an element covers; null where files are added. */
export function placeUnder(target: EventTarget | null): DropPlace | null {
  const covering = target instanceof Element ? target.closest('[data-drop-place]') : null;
  return (covering && covers.get(covering)) ?? null;
}
