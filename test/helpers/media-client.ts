/** Calls of the media service on its own port, as its users make them. */
import { expect } from 'vitest';

export interface IngestedItem {
  outcome: string;
  assetId: string | null;
  jobs: { id: string }[];
  code: string | null;
}

export class MediaClient {
  /** @param url of the service, without a slash at its end */
  constructor(
    readonly url: string,
    private readonly apiKey: string,
  ) {}

  call(address: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${address}`, {
      ...init,
      headers: { 'x-api-key': this.apiKey, ...init.headers },
    });
  }

  async json<T>(address: string, init?: RequestInit): Promise<T> {
    const answer = await this.call(address, init);
    expect(answer.status, address).toBeLessThan(300);
    return (await answer.json()) as T;
  }

  async ingest(files: ReadonlyMap<string, Uint8Array>): Promise<IngestedItem[]> {
    const form = new FormData();
    for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
    const answer = await this.call('/api/v1/ingest', { method: 'POST', body: form });
    expect(answer.status).toBe(202);
    return ((await answer.json()) as { items: IngestedItem[] }).items;
  }
}
