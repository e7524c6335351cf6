/** What the library asks of the engine: its model, and vectors of words and of pictures that are not in the library. */
import {
  type ActiveModel,
  type EmbedImageInput,
  type EmbedTextInput,
  Embedded,
  embeddingDims,
} from '#contract/allocator';
import { activeModel } from '../../../engines/allocator/embedding/models';
import { unpackVector } from '../../../engines/allocator/vector';
import { threadPlaces } from '../../runtime/thread-places';
import type { GatewayParts } from '../parts';

/** The first question loads the model. */
const limits = { softMs: 60_000, hardMs: 70_000 };

export interface Vector {
  model: string;
  vector: Float32Array;
}

export class EngineSide {
  constructor(private readonly parts: Pick<GatewayParts, 'threads' | 'init'>) {}

  /** What new work uses; looks whether files are there. */
  activeModel(): ActiveModel {
    const { modelsDir } = threadPlaces(this.parts.init);
    return activeModel({ modelsDir, wanted: this.parts.init.settings.embeddingModel ?? '' });
  }

  /** With the model that answers in the library. @throws FlightlineError when it knows no words, or is gone */
  ofText(text: string, model: string): Promise<Vector> {
    return this.embedded('embedText', { text, model });
  }

  /** @throws FlightlineError `UNKNOWN_TYPE`, `INVALID_INPUT` when it is no picture */
  ofPicture(bytes: Uint8Array, model: string): Promise<Vector> {
    return this.embedded('embedImage', { image: Buffer.from(bytes).toString('base64'), model });
  }

  private async embedded(name: string, input: EmbedImageInput | EmbedTextInput): Promise<Vector> {
    const answer = await this.parts.threads.ask(
      { kind: 'query', engine: 'allocator', name, input },
      { ...limits, signal: new AbortController().signal },
    );
    return { model: input.model, vector: unpackVector(Embedded.parse(answer).vector, embeddingDims) };
  }
}
