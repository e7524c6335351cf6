/** Groups files into requests: many small ones together, a large one alone, so that 10,000 files are quick. */

export const mostFilesPerRequest = 50;
export const mostBytesPerRequest = 4 * 1024 * 1024;

/** Takes the next request's files from the front of the queue. */
export function takeChunk<F extends { sizeBytes: number }>(queue: F[]): F[] {
  let bytes = 0;
  let count = 0;
  for (const file of queue) {
    const fits =
      count < mostFilesPerRequest && (count === 0 || bytes + file.sizeBytes <= mostBytesPerRequest);
    if (!fits) break;
    bytes += file.sizeBytes;
    count += 1;
  }
  return queue.splice(0, count);
}
