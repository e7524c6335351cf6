/** The years and months of the library beside the gallery: a press goes there. */
import { useMemo } from 'react';
import type { GallerySection } from '#contract/media/assets';
import { formatCount } from '../../../ui/format';
import { monthText } from './day-text';
import { monthMarks } from './month-marks';
import classes from './Gallery.module.css';

interface TimelineProps {
  sections: readonly GallerySection[];
  /** The first section on the screen. */
  current: number;
  onGo(section: number): void;
}

export function Timeline({ sections, current, onGo }: TimelineProps) {
  const marks = useMemo(() => monthMarks(sections), [sections]);
  const shown = marks.findLast(({ section }) => section <= current);
  return (
    <nav className={classes.timeline} aria-label="Timeline">
      {marks.map((mark) => (
        <button
          key={mark.day}
          type="button"
          aria-current={mark === shown ? 'true' : undefined}
          data-year={mark.startsYear || undefined}
          title={`${monthText(mark.day)}: ${formatCount(mark.count)}`}
          onClick={() => onGo(mark.section)}
        >
          {mark.startsYear ? mark.day.slice(0, 4) : monthText(mark.day).split(' ')[0]}
        </button>
      ))}
    </nav>
  );
}
