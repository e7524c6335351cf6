/** Finds all files under what was dropped: folders are read to the bottom, in the order they list their entries. */

export interface FoundFile {
  file: File;
  /** Relative to what was dropped, with `/`; only ever shown, never used as a path. */
  path: string;
}

/** Why a dropped entry could not be read. */
export interface LostEntry {
  path: string;
  message: string;
}

export interface WalkOptions {
  signal: AbortSignal;
  onFound(found: FoundFile): void;
  onLost(lost: LostEntry): void;
}

/** Must be called inside the drop event itself: afterwards the browser empties the list. */
export function entriesOf(items: DataTransferItemList): FileSystemEntry[] {
  return Array.from(items)
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
}

export async function walkEntries(entries: readonly FileSystemEntry[], options: WalkOptions): Promise<void> {
  for (const entry of entries) {
    if (options.signal.aborted) return;
    await walk(entry, options);
  }
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\/+/, '') || entry.name;
}

async function walk(entry: FileSystemEntry, options: WalkOptions): Promise<void> {
  try {
    if (isFile(entry)) options.onFound({ file: await fileOf(entry), path: pathOf(entry) });
    else if (isDirectory(entry)) await walkDirectory(entry, options);
  } catch (error) {
    options.onLost({ path: pathOf(entry), message: error instanceof Error ? error.message : String(error) });
  }
}

async function walkDirectory(directory: FileSystemDirectoryEntry, options: WalkOptions): Promise<void> {
  const reader = directory.createReader();
  // Chromium gives at most 100 entries a call, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || options.signal.aborted) return;
    await walkEntries(some, options);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Files of an `<input>`; with `webkitdirectory` they carry their path. */
export function foundInInput(list: FileList): FoundFile[] {
  return Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
}
