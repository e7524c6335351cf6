/** A form with one file, made before its time is taken: the sender shares the cores with those it measures. */
import { type Agent, request } from 'node:http';

const boundary = 'bench-boundary';

export interface FormFile {
  fileName: string;
  mediaType: string;
  content: Uint8Array;
}

/** As browsers send it. */
export function formOf({ fileName, mediaType, content }: FormFile): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${fileName}"\r\n`;
  return Buffer.concat([
    Buffer.from(`${head}content-type: ${mediaType}\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** Where in a form its file ends. */
export const fileEnd = (form: Buffer): number => form.length - boundary.length - 8;

export interface Answer {
  status: number;
  body: string;
  tookMs: number;
}

export function sendForm(
  url: string,
  form: Buffer,
  { agent, key }: { agent?: Agent; key?: string } = {},
): Promise<Answer> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': form.length,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    const sent = request(url, { method: 'POST', headers, ...(agent && { agent }) }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(pieces).toString(),
          tookMs: performance.now() - begun,
        }),
      );
    });
    sent.once('error', reject);
    sent.end(form);
  });
}
