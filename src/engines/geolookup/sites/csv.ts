/** Reads comma-separated tables (RFC 4180; also with semicolons or tabs) into records by lower-case header. */

export type TextRecord = Record<string, string>;

/** The delimiter that the header line has most of. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = end < 0 ? text : text.slice(0, end);
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Rows of fields; a quote that is never closed runs to the end. */
function* rows(text: string, delimiter: string): Generator<string[]> {
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const quote = text.indexOf('"', at);
        value += text.slice(at, quote < 0 ? undefined : quote);
        at = quote < 0 ? text.length : quote + 1;
        if (quote < 0 || text[at] !== '"') break;
        value += '"';
        at++;
      }
    }
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    fields.push(value + text.slice(start, at));
    if (text[at] === delimiter && at < text.length) {
      at++;
      if (at < text.length) continue;
      fields.push('');
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (fields.length > 1 || fields[0]?.trim() !== '') yield fields;
    fields = [];
  }
}

/** One record a row. Fields beyond the header are left out; with semicolons, decimal commas become points. */
export function* readCsv(text: string): Generator<TextRecord> {
  const delimiter = delimiterOf(text);
  let header: string[] | null = null;
  for (const fields of rows(text, delimiter)) {
    if (!header) {
      header = fields.map((name) => name.trim().toLowerCase());
      continue;
    }
    const record: TextRecord = {};
    header.forEach((name, k) => {
      const value = fields[k]?.trim() ?? '';
      record[name] = delimiter === ';' && /^-?\d+,\d+$/.test(value) ? value.replace(',', '.') : value;
    });
    yield record;
  }
}
