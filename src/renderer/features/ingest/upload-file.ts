/** Makes the record of one file of an upload. */
import type { FoundFile, LostEntry } from './entries';
import type { UploadCounts, UploadFile } from './upload-types';

export function emptyCounts(): UploadCounts {
  return { queued: 0, sending: 0, accepted: 0, known: 0, refused: 0, failed: 0, cancelled: 0 };
}

export function uploadFile({ file, path }: FoundFile): UploadFile {
  return {
    path,
    file,
    sizeBytes: file.size,
    state: 'queued',
    progress: 0,
    code: null,
    message: null,
    jobId: null,
  };
}

/** An entry of a folder that could not even be opened. */
export function refusedFile({ path, message }: LostEntry): UploadFile {
  return {
    path,
    file: new File([], path),
    sizeBytes: 0,
    state: 'refused',
    progress: 0,
    code: 'FILE_UNREADABLE',
    message,
    jobId: null,
  };
}
