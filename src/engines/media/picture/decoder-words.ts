/** What a decoder has against a picture, in words for whoever gave the file. */

/** Who says it inside sharp and libvips, which helps nobody. */
const speakers =
  /^(?:Input buffer has corrupt header: |Input buffer contains |(?:vips\w*|\w+2vips|\w+load_buffer|webp|source|heif): )/i;

/** @param said the first line of the decoder's error @returns a sentence: what is wrong, what was said, what to do */
export function whyUndecodable(said: string): string {
  let detail = said.trim().replace(/\.$/, '');
  while (speakers.test(detail)) detail = detail.replace(speakers, '');
  if (/unsupported|not supported|not implemented|no decoding plugin/i.test(said))
    return `The picture is damaged or of a kind that is not decoded here (${detail}); save it as JPEG or PNG.`;
  const isCutOff = /premature end|unexpected end|end of file|bad seek|truncated/i.test(said);
  const told = /^unknown error$/i.test(detail) ? '' : ` (${detail})`;
  return `The picture is ${isCutOff ? 'cut off' : 'damaged'}${told}; copy it again from its source.`;
}
