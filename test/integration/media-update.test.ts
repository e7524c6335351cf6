/** A library that was made with a built-in model which the release in hand has no more. */
import { describe, expect, it } from 'vitest';
import { builtInModel } from '#contract/allocator';
import { openDatabase } from '../../src/stack/database/open';
import { socketDir } from '../../src/stack/run-dir';
import { makePicture } from '../fixtures/make-picture';
import { removeDataDir, startInstance, until } from '../helpers/instance';
import { type Upload, upload } from '../helpers/uploads';

describe('a library whose built-in model left with an update', () => {
  it('is looked at again by itself, once, and answers by the present model then', async () => {
    const older = await startInstance();
    const { dataDir } = older;
    const retired = 'mnv2-140-v1';
    try {
      const files: Upload[] = [];
      for (let k = 0; k < 3; k++)
        files.push({
          fileName: `old-${k}.jpg`,
          content: new Uint8Array(await makePicture({ seed: 300 + k })),
        });
      await upload(older, files);
      await until('three assets', async () => (await older.api.media.facts.query()).assets === 3);
      const database = await openDatabase(
        { socketDir: socketDir(dataDir), port: 5432, url: null },
        { poolSize: 1 },
      );
      for (const sql of [
        `update flightline.media_models set id = $1::text, facts = facts || jsonb_build_object('id', $1::text)`,
        'update flightline.asset_vectors set model = $1',
        'update flightline.clusters set model = $1',
      ])
        await database.pool.query(sql, [retired]);
      await database.close();
    } finally {
      await older.stop();
    }
    const updated = await startInstance({ dataDir });
    try {
      const { api } = updated;
      const models = () => api.media.models.query();
      await until(
        'the present model to answer',
        async () => (await models()).library.find(({ isActive }) => isActive)?.id === builtInModel,
      );
      expect((await models()).library).toMatchObject([{ id: retired }, { id: builtInModel, assets: 3 }]);
      const begun = (await api.audit.page.query({})).rows.filter(({ act }) => act === 'media.model-change');
      expect(begun).toMatchObject([{ actor: 'update' }]);
    } finally {
      await updated.stop();
      removeDataDir(dataDir);
    }
  });
});
