/** A caption out of what is known without a model: the text in the picture, its title, its place. A pure function. */
import type { TextSource } from '#contract/media/assets';
import type { Caption } from '../../../stack/captions/caption-provider';

const mostCharacters = 160;

/** Null when nothing is known that its name does not say. */
export function captionOfWords(texts: readonly { source: TextSource; text: string }[]): Caption | null {
  const of = (source: TextSource) =>
    texts
      .filter((one) => one.source === source)
      .map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
      .find((text) => text !== '');
  const title = of('title') ?? of('description');
  const read = of('ocr');
  const place = of('place');
  const parts = [
    title && shortened(title),
    read && `Text in the picture: “${shortened(read)}”`,
    place && `Taken at ${place}`,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? null : { text: `${parts.join('. ')}.`, keywords: [] };
}

function shortened(text: string): string {
  if (text.length <= mostCharacters) return text.replace(/\.$/, '');
  return `${text.slice(0, text.lastIndexOf(' ', mostCharacters) + 1 || mostCharacters).trimEnd()}…`;
}
