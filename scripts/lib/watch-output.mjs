/** Looks at what a program writes, without changing it. */

/**
 * The first http address in a text, without the punctuation of the sentence around it.
 * @param {string} text
 */
export function firstUrl(text) {
  return /https?:\/\/[^\s'"<>]*[^\s'"<>.,;:)]/.exec(text)?.[0];
}

/**
 * Calls `found` once, with the first http address written to the stream.
 * @param {NodeJS.WritableStream} stream
 * @param {(url: string) => void} found
 */
export function onFirstUrl(stream, found) {
  const original = stream.write;
  const write = original.bind(stream);
  stream.write = /** @type {typeof stream.write} */ (
    (/** @type {string | Uint8Array} */ chunk, /** @type {any[]} */ ...rest) => {
      const url = firstUrl(chunk.toString());
      if (url) {
        stream.write = original;
        found(url);
      }
      return write(chunk, ...rest);
    }
  );
}
