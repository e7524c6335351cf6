/** A part of the gallery: the assets of one day, read when they come near the screen. */
import { useMemo } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AssetFilter, GallerySection } from '#contract/media/assets';
import { plural } from '../../../ui/format';
import { Tile } from '../tiles/Tile';
import { dayText } from './day-text';
import { tilesOf } from './tiles-of';
import { estimatedHeight, heightOf, justify, shownRatio, type Frame } from './justify';
import classes from './Gallery.module.css';

interface SectionProps {
  section: GallerySection;
  filter: AssetFilter;
  frame: Frame;
  chosen: ReadonlySet<string>;
  onChoose(id: string, range: boolean): void;
}

export function Section({ section, filter, frame, chosen, onChoose }: SectionProps) {
  const { day, part, count, ratioSum } = section;
  const tiles = useQuery({
    ...tilesOf({ filter, day, part }),
    placeholderData: keepPreviousData,
  }).data;
  const rows = useMemo(() => tiles && justify(tiles.map(shownRatio), frame), [tiles, frame]);
  const height = rows ? heightOf(rows, frame.gapPx) : estimatedHeight(ratioSum, frame);
  return (
    <section aria-label={dayText(day)} className={classes.section}>
      {part === 0 && (
        <h2 className={classes.day}>
          {dayText(day)} <span>{count >= 200 ? '200 and more' : plural(count, 'item')}</span>
        </h2>
      )}
      <div style={{ height }}>
        {rows?.map((row) => (
          <div key={row.from} className={classes.row} style={{ gap: frame.gapPx, marginBottom: frame.gapPx }}>
            {row.widthsPx.map((width, k) => {
              const tile = tiles?.[row.from + k];
              return (
                tile && (
                  <Tile
                    key={tile.id}
                    tile={tile}
                    style={{ width, height: row.heightPx }}
                    chosen={chosen.has(tile.id)}
                    onChoose={onChoose}
                  />
                )
              );
            })}
          </div>
        ))}
      </div>
    </section>
  );
}
