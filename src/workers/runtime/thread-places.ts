/** Where the threads of an instance's engines find things. */
import path from 'node:path';
import type { ChildInit } from '#contract/process';
import type { ThreadPlaces } from './thread-messages';

export function threadPlaces({ dataDir, resourcesDir, settings }: ChildInit): ThreadPlaces {
  return {
    dataDir,
    resourcesDir,
    blobsDir: path.join(dataDir, 'blobs'),
    modelsDir: settings.modelsDir ?? path.join(dataDir, 'models'),
  };
}
