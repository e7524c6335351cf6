/** Makes the whole window a drop target for files and folders. */
import { useEffect, useState } from 'react';
import { addAsPaths, addEntries } from './add-files';
import { entriesOf } from './entries';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

async function take(transfer: DataTransfer): Promise<void> {
  // Both must be read before the first await: the browser empties the list when the event ends.
  const entries = entriesOf(transfer.items);
  const files = [...transfer.files];
  if (await addAsPaths(files)) return;
  await addEntries(entries);
}

/** @returns whether files hover over the window now. */
export function useDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const stop = new AbortController();
    const listen = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      act: (event: DragEvent) => void,
    ): void => {
      window.addEventListener(type, (event) => carriesFiles(event) && act(event), { signal: stop.signal });
    };
    listen('dragenter', (event) => {
      event.preventDefault();
      depth += 1;
      setOver(true);
    });
    listen('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    });
    listen('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      // A part of the page that takes files itself, e.g. to search by a picture.
      if (event.target instanceof Element && event.target.closest('[data-own-drop]')) return;
      if (event.dataTransfer) void take(event.dataTransfer);
    });
    return () => stop.abort();
  }, []);
  return over;
}
