/** The output forms: each turns entries, one at a time and in order, into text. */
import type { EngineInfo } from '#contract/system';
import { csvFormat } from './csv';
import type { Entry, ResultParts } from './entry';
import type { ResultFormatName } from './format-name';
import { geojsonFormat } from './geojson';

export interface ResultFormat {
  /** `output` and `view` are asked for file by file; `summary` is read at the end of the batch. */
  needs: 'output' | 'summary' | 'view';
  head: string;
  entry(entry: Entry, parts: ResultParts, isFirst: boolean): string;
  tail: string;
}

function objectOf(entry: Entry, { output }: ResultParts): Record<string, unknown> {
  const { error, ...plain } = entry;
  return {
    ...plain,
    ...(error ? { error } : {}),
    ...(output === undefined || output === null ? {} : { output }),
  };
}

const jsonl: ResultFormat = {
  needs: 'output',
  head: '',
  entry: (entry, parts) => `${JSON.stringify(objectOf(entry, parts))}\n`,
  tail: '',
};

const json: ResultFormat = {
  needs: 'output',
  head: '[',
  entry: (entry, parts, isFirst) => `${isFirst ? '\n' : ',\n'}${JSON.stringify(objectOf(entry, parts))}`,
  tail: '\n]\n',
};

export function resultFormat(name: ResultFormatName, engine: Pick<EngineInfo, 'columns'>): ResultFormat {
  switch (name) {
    case 'jsonl':
      return jsonl;
    case 'json':
      return json;
    case 'csv':
      return csvFormat(engine.columns);
    case 'geojson':
      return geojsonFormat;
  }
}
