/** Plain data as YAML: blocks for lists and maps, JSON's quotes for texts, which YAML 1.2 reads alike. */

export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

export function toYaml(value: Plain): string {
  return `${linesOf(value).join('\n')}\n`;
}

/** A map's keys are plain words. */
function linesOf(value: Plain): string[] {
  if (isList(value))
    return value.flatMap((item) => linesOf(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
  if (typeof value !== 'object') return [JSON.stringify(value)];
  return Object.entries(value).flatMap(([key, item]) => {
    if (typeof item !== 'object') return [`${key}: ${JSON.stringify(item)}`];
    const isEmpty = Object.keys(item).length === 0;
    if (isEmpty) return [`${key}: ${isList(item) ? '[]' : '{}'}`];
    return [`${key}:`, ...linesOf(item).map((line) => `  ${line}`)];
  });
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
