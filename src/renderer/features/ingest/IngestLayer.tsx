/** What of ingest is there on every page: drop target, pickers, tray, files given by the system. */
import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { bridge } from '../../shell/bridge';
import { providePickers } from '../../shell/pickers';
import { addPaths, addPicked } from './add-files';
import { DropOverlay } from './DropOverlay';
import { Tray } from './Tray';
import { useDrop } from './use-drop';

export function IngestLayer() {
  const over = useDrop();
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // React knows no such attribute by type; all browsers do.
    folderInput.current?.setAttribute('webkitdirectory', '');
    if (bridge) {
      const desktop = bridge;
      const pick = (kind: 'files' | 'folder') => () => void desktop.pickPaths(kind).then(addPaths);
      return providePickers({ files: pick('files'), folder: pick('folder') });
    }
    return providePickers({
      files: () => filesInput.current?.click(),
      folder: () => folderInput.current?.click(),
    });
  }, []);

  useEffect(() => bridge?.onOpenPaths((paths) => void addPaths(paths)), []);

  const taken = (input: HTMLInputElement): void => {
    if (input.files) addPicked(input.files);
    input.value = ''; // the same file may be chosen again
  };
  return (
    <>
      <VisuallyHidden>
        <input
          ref={filesInput}
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Files to add"
          onChange={(event) => taken(event.currentTarget)}
        />
        <input
          ref={folderInput}
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Folder to add"
          onChange={(event) => taken(event.currentTarget)}
        />
      </VisuallyHidden>
      {over && <DropOverlay />}
      <Tray />
    </>
  );
}
