/** Completes names and values of a JSON document from its schema. */
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { placeAt } from './json-path';
import { namesAt, valuesAt } from './schema-words';

export function completeFrom(
  schemaOf: () => unknown,
): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const schema = schemaOf();
    const place = schema === undefined ? null : placeAt(state, pos);
    if (!place || (place.word.from === place.word.to && !explicit)) return null;
    const { path, part, word } = place;
    const hasColon = /^\s*:/.test(state.sliceDoc(word.to, word.to + 20));
    const options =
      part === 'name'
        ? namesAt(schema, path).map(({ label, detail, info }) => ({
            label: JSON.stringify(label),
            detail,
            ...(info ? { info } : {}),
            apply: hasColon ? JSON.stringify(label) : `${JSON.stringify(label)}: `,
            type: 'property',
          }))
        : valuesAt(schema, path).map((label) => ({ label, type: 'constant' }));
    return options.length === 0 ? null : { from: word.from, to: word.to, options };
  };
}
