/** All assets by day in justified rows; of 100,000 only what is near the screen exists. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { AssetFilter, GallerySection } from '#contract/media/assets';
import { estimatedHeight, type Frame } from './justify';
import { Section } from './Section';
import { Timeline } from './Timeline';
import { useChooseAcross } from './use-choose-across';
import { useWidth } from './use-width';
import classes from './Gallery.module.css';

interface GalleryProps {
  sections: readonly GallerySection[];
  filter: AssetFilter;
  chosen: ReadonlySet<string>;
  onChoose(id: string, range: boolean, ids: readonly string[]): void;
}

const headingPx = 40;
const gapPx = 6;
const rowPx = 190;
const narrowRowPx = 120;

export function Gallery({ sections, filter, chosen, onChoose }: GalleryProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(content);
  const frame: Frame = useMemo(
    () => ({ widthPx, gapPx, rowPx: widthPx < 600 ? narrowRowPx : rowPx }),
    [widthPx],
  );
  const estimateSize = useCallback(
    (index: number) => {
      const section = sections[index];
      if (!section) return 0;
      return estimatedHeight(section.ratioSum, frame) + (section.part === 0 ? headingPx : 0);
    },
    [sections, frame],
  );
  const getItemKey = useCallback(
    (index: number) => `${sections[index]?.day ?? ''} ${String(sections[index]?.part ?? index)}`,
    [sections],
  );
  const virtual = useVirtualizer({
    count: widthPx > 0 ? sections.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 1,
  });
  useEffect(() => virtual.measure(), [virtual, frame]);

  const choose = useChooseAcross({ sections, filter, onChoose });
  const items = virtual.getVirtualItems();
  const offset = virtual.scrollOffset ?? 0;
  const current = items.find(({ end }) => end > offset)?.index ?? 0;
  return (
    <div className={classes.frame}>
      <div ref={scroller} className={classes.scroller} tabIndex={-1}>
        <div ref={content} className={classes.content} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ key, index, start }) => {
            const section = sections[index];
            return (
              section && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className={classes.placed}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Section
                    section={section}
                    filter={filter}
                    frame={frame}
                    chosen={chosen}
                    onChoose={(id, range) => void choose(index, id, range)}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      <Timeline
        sections={sections}
        current={current}
        onGo={(index) => virtual.scrollToIndex(index, { align: 'start' })}
      />
    </div>
  );
}
