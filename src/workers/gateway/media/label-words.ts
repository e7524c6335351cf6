/** Words for an asset by CLIP alone, where there is one: the fallback of captions. */
import type { Caption } from '../../../stack/captions/caption-provider';
import { labels, promptOf, zeroShot } from '../../../engines/allocator/embedding/zero-shot';
import { meanVector } from '../../../engines/allocator/vector';
import type { Database } from '../../../stack/database/open';
import type { EngineSide } from './engine-side';

export class LabelWords {
  private words: { model: string; vectors: Float32Array[] } | null = null;

  constructor(
    private readonly database: Database,
    private readonly engine: EngineSide,
  ) {}

  /** Null while no model is there that knows words. */
  model(): string | null {
    const { active } = this.engine.activeModel();
    return active.text ? active.id : null;
  }

  /** Null without such a model, or without a likely label. */
  async of(assetId: string): Promise<Caption | null> {
    const model = this.model();
    if (model === null) return null;
    const found = await this.database.pool.query<{ vec: string }>(
      'select vec::text as vec from flightline.asset_vectors where asset_id = $1 and model = $2',
      [assetId, model],
    );
    if (found.rows.length === 0) return null;
    const picture = meanVector(found.rows.map(({ vec }) => Float32Array.from(JSON.parse(vec) as number[])));
    const keywords = zeroShot(picture, await this.vectors(model)).map((label) =>
      label.replace(/^(an?|the) /, ''),
    );
    const [likeliest] = keywords;
    return likeliest ? { text: `Probably ${keywords.join(', ')}.`, keywords } : null;
  }

  private async vectors(model: string): Promise<Float32Array[]> {
    if (this.words?.model === model) return this.words.vectors;
    const vectors: Float32Array[] = [];
    for (const label of labels) vectors.push((await this.engine.ofText(promptOf(label), model)).vector);
    this.words = { model, vectors };
    return vectors;
  }
}
