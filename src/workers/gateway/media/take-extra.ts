/** Takes a result of the engine mediaextras over: its file, or the words that were read. */
import { ExtrasOutput } from '#contract/media-extras';
import { storeExtra } from '../../../stack/database/media/extras';
import { captionIfWithout } from '../../../stack/database/media/captions';
import { markTaken, untakenResult } from '../../../stack/database/media/results';
import { storeTexts } from '../../../stack/database/media/store-asset';
import type { Database } from '../../../stack/database/open';
import { inTransaction } from '../../../stack/database/transaction';
import { write } from '../../../stack/database/writes';
import { assetIdOf } from './asset-of';
import { captionOfWords } from './caption-of-words';

/** @returns what takes one over; it throws what the database says */
export function createTakeExtra(database: Database): (jobId: string) => Promise<void> {
  return async (jobId) => {
    const result = await untakenResult(database, jobId);
    if (!result) return;
    const { part, file, lines } = ExtrasOutput.parse(result.output);
    const [assetId, at] = [assetIdOf(result.sha256), Date.now()];
    await inTransaction(database.pool, async (client) => {
      // Somebody may have had it made of a file that is not in the library.
      const isThere = await storeExtra(client, { assetId, part, jobId, file, at });
      if (isThere && lines.length > 0) {
        const text = lines.map((line) => line.text).join('\n');
        await write(client, (writes) => storeTexts(writes, assetId, [{ source: 'ocr', text }]));
        await captionIfWithout(client, assetId, captionOfWords);
      }
      await write(client, (writes) =>
        markTaken(writes, jobId, { assetId: isThere ? assetId : null, problem: null, at }),
      );
    });
  };
}
