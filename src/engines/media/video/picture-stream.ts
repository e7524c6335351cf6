/** Parts a stream of JPEGs, one behind the other, into pictures. */

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
const mostBytes = 256 * 1024 * 1024;

/** @returns the first `most`; what follows is read and left */
export async function pictureStream(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  for await (const piece of stream) {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const from = rest.indexOf(start);
      const to = from < 0 ? -1 : rest.indexOf(end, from + 2);
      if (to < 0) break;
      bytes += to + 2 - from;
      if (pictures.length < most && bytes <= mostBytes)
        pictures.push(Buffer.from(rest.subarray(from, to + 2)));
      rest = rest.subarray(to + 2);
    }
  }
  return pictures;
}
