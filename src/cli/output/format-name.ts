/** Forms in which results can be had. */
export const resultFormats = ['jsonl', 'json', 'csv', 'geojson'] as const;
export type ResultFormatName = (typeof resultFormats)[number];
