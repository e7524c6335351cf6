/** Texts of one source lie in lines of their own; keywords and names are told apart by commas, a description is one text. */
import type { TextSource } from '#contract/media/assets';

export function oneLine(source: TextSource, text: string): string {
  return source === 'description' ? text : text.replaceAll('\n', ', ');
}
