/** Makes the whole window a drop target for files and folders. */
import { useEffect, useState } from 'react';
import { placeUnder } from '../../shell/drop-places';
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

/** Files that hover are told of every 0.35 s at least; one that left unseen, with its element, is not told of any more. */
const unseenMs = 1500;

/** @returns whether files hover over the window now. */
export function useDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    let unseen: ReturnType<typeof setTimeout> | undefined;
    const hover = (hovers: boolean): void => {
      clearTimeout(unseen);
      if (hovers) unseen = setTimeout(() => hover(false), unseenMs);
      else depth = 0;
      setOver(hovers);
    };
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
      hover(true);
    });
    listen('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      hover(true);
    });
    listen('dragleave', () => {
      depth -= 1;
      if (depth <= 0) hover(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      hover(false);
      const { dataTransfer } = event;
      const place = placeUnder(event.target);
      if (place && dataTransfer) place.take([...dataTransfer.files]);
      else if (dataTransfer) void take(dataTransfer);
    });
    return () => {
      clearTimeout(unseen);
      stop.abort();
    };
  }, []);
  return over;
}
