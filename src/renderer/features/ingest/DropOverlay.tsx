/** Covers the window while files hover over it. */
import { Portal } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import classes from './Ingest.module.css';

export function DropOverlay() {
  return (
    <Portal>
      <div className={classes.overlay} role="status">
        <div className={classes.overlayBox}>
          <IconFileDownload size={40} stroke={1.4} aria-hidden />
          <strong>Drop files or folders</strong>
          <span>Each file is recognised by its content and queued at once.</span>
        </div>
      </div>
    </Portal>
  );
}
