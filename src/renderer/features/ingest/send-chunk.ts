/** One multipart request with progress; XHR, because fetch cannot tell how much was sent. */
import { isErrorCode } from '#contract/errors';
import { IngestAnswer, type IngestItem } from '#contract/ingest';
import { SendError, type SendRequest } from './upload-types';

function addressOf({ batchId, lane, engine }: SendRequest): string {
  const query = new URLSearchParams({ batch: batchId, lane });
  if (engine !== null) query.set('engine', engine);
  return `/api/v1/ingest?${query.toString()}`;
}

function formOf(request: SendRequest): FormData {
  const form = new FormData();
  for (const { file, path } of request.files) form.append('files', file, path);
  return form;
}

/** What the gateway says of a request it refused as a whole. */
function refusal(status: number, body: unknown): SendError {
  const text = (name: string): string | null => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null;
    return typeof value === 'string' ? value : null;
  };
  const code = text('code') ?? '';
  const fallback =
    status === 401
      ? 'UNAUTHORIZED'
      : status === 507
        ? 'NO_SPACE'
        : status === 503
          ? 'NOT_READY'
          : 'ENGINE_FAILED';
  return new SendError(
    isErrorCode(code) ? code : fallback,
    text('message') ?? `The instance answered ${status}.`,
    false,
  );
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page, not our gateway's answer; the status is all there is
  }
}

/** @throws SendError */
export function sendChunk(request: SendRequest): Promise<IngestItem[]> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = (): void => xhr.abort();
    request.signal.addEventListener('abort', abort, { once: true });
    xhr.upload.addEventListener('progress', (event) => request.onProgress(event.loaded));
    xhr.addEventListener('loadend', () => {
      request.signal.removeEventListener('abort', abort);
      if (xhr.status === 0) {
        reject(
          new SendError('CONNECTION_LOST', 'The upload was broken off before the instance answered.', true),
        );
        return;
      }
      const body = parseBody(xhr.responseText);
      const answer = IngestAnswer.safeParse(body);
      if (xhr.status < 300 && answer.success) resolve(answer.data.items);
      else reject(refusal(xhr.status, body));
    });
    xhr.open('POST', addressOf(request));
    xhr.send(formOf(request));
  });
}

export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
