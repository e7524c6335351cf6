/**
 * Covers the window while files hover over it. It is what they are dropped on: an element of a list that lives may be gone
 * at that moment, and the browser would open the files instead.
 */
import { useState } from 'react';
import { Portal } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { cover, dropPlaces, type DropPlace } from '../../shell/drop-places';
import classes from './Ingest.module.css';

export function DropOverlay() {
  const [places] = useState(dropPlaces);
  return (
    <Portal>
      <div className={classes.overlay} role="status">
        <div className={classes.overlayBox}>
          <IconFileDownload size={40} stroke={1.4} aria-hidden />
          <strong>Drop files or folders</strong>
          <span>Each file is recognised by its content and queued at once.</span>
        </div>
        {places.map((place) => (
          <PlaceBox key={place.label} place={place} />
        ))}
      </div>
    </Portal>
  );
}

const marginPx = 6;

function PlaceBox({ place }: { place: DropPlace }) {
  const [over, setOver] = useState(false);
  const [{ top, left, width, height }] = useState(() => place.element.getBoundingClientRect());
  return (
    <div
      ref={(box) => {
        if (box) cover(box, place);
      }}
      className={classes.overlayPlace}
      data-drop-place
      data-over={over || undefined}
      style={{
        top: top - marginPx,
        left: left - marginPx,
        minWidth: width + 2 * marginPx,
        height: height + 2 * marginPx,
      }}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
    >
      {place.label}
    </div>
  );
}
