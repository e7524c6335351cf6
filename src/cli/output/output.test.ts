import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReaderGoneError, UsageError } from '../exit-codes';
import { csvRow } from './csv';
import { type Entry, type ResultParts, entryError } from './entry';
import type { ResultFormatName } from './format-name';
import { resultFormat } from './result-format';
import { fileSink, streamSink } from './sink';

const engine = {
  columns: [
    { key: 'airtimeS', label: 'Airtime', unit: 's' },
    { key: 'glider', label: 'Glider', unit: null },
  ],
};
const done: Entry = { fileName: 'a.igc', path: 'in/a.igc', state: 'completed', jobId: 'j1', error: null };
const refused: Entry = {
  fileName: 'b.igc',
  path: 'in/b.igc',
  state: 'refused',
  jobId: null,
  error: { code: 'EMPTY_FILE', message: 'b.igc is empty.', action: 'Export it again.' },
};

function render(name: ResultFormatName, entries: readonly (readonly [Entry, ResultParts])[]): string {
  const format = resultFormat(name, engine);
  let body = '';
  for (const [entry, parts] of entries) body += format.entry(entry, parts, body === '');
  return format.head + body + format.tail;
}

describe('jsonl', () => {
  it('has one line for each file, with result or error', () => {
    const lines = render('jsonl', [
      [done, { output: { flights: [] } }],
      [refused, {}],
    ])
      .trimEnd()
      .split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { fileName: 'a.igc', path: 'in/a.igc', state: 'completed', jobId: 'j1', output: { flights: [] } },
      { fileName: 'b.igc', path: 'in/b.igc', state: 'refused', jobId: null, error: refused.error },
    ]);
  });
});

describe('json', () => {
  it('is one array, also of nothing', () => {
    expect(JSON.parse(render('json', []))).toEqual([]);
    expect(
      JSON.parse(
        render('json', [
          [done, { output: 1 }],
          [refused, {}],
        ]),
      ),
    ).toHaveLength(2);
  });
});

describe('csv', () => {
  it('has the figures of the engine', () => {
    expect(
      render('csv', [
        [done, { summary: [3600, 'Zeno, 2'] }],
        [refused, {}],
      ]),
    ).toBe(
      [
        'fileName,path,state,jobId,airtimeS,glider,errorCode,errorMessage',
        'a.igc,in/a.igc,completed,j1,3600,"Zeno, 2",,',
        'b.igc,in/b.igc,refused,,,,EMPTY_FILE,b.igc is empty.',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['-2+3', "'-2+3"],
    ['@cmd', "'@cmd"],
    ['two\nlines', '"two\nlines"'],
    [-12.5, '-12.5'],
    [null, ''],
  ])('%s becomes %s', (value, cell) => {
    expect(csvRow([value])).toBe(`${cell}\r\n`);
  });
});

describe('geojson', () => {
  const view = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: null, properties: { kind: 'track' } }],
  };

  it('merges the features of all files and passes over those without', () => {
    const merged = JSON.parse(
      render('geojson', [
        [refused, {}],
        [done, { view }],
        [refused, {}],
        [done, { view }],
      ]),
    );
    expect(merged.type).toBe('FeatureCollection');
    expect(merged.features).toHaveLength(2);
    expect(merged.features[0].properties).toEqual({
      fileName: 'a.igc',
      path: 'in/a.igc',
      jobId: 'j1',
      kind: 'track',
    });
  });

  it('is valid when no file has a result', () => {
    expect(JSON.parse(render('geojson', [[refused, {}]]))).toEqual({
      type: 'FeatureCollection',
      features: [],
    });
  });
});

describe('entryError', () => {
  it('says what can be done', () => {
    expect(entryError('EMPTY_FILE', 'It is empty.', 'refused')?.action).toMatch(/export it again/);
    expect(entryError(null, null, 'cancelled')?.code).toBe('CANCELLED');
    expect(entryError(null, null, 'completed')).toBeNull();
  });
});

describe('fileSink', () => {
  let dir: string;
  beforeEach(() => void (dir = mkdtempSync(path.join(tmpdir(), 'flightline-sink-'))));
  afterEach(() => rmSync(dir, { recursive: true }));

  it('replaces the file only when everything is written', async () => {
    const target = path.join(dir, 'out.jsonl');
    writeFileSync(target, 'before');
    const sink = await fileSink(target);
    await sink.write('after');
    expect(readFileSync(target, 'utf8')).toBe('before');
    await sink.commit();
    expect(readFileSync(target, 'utf8')).toBe('after');
    expect(readdirSync(dir)).toEqual(['out.jsonl']);
  });

  it('leaves nothing when it is given up', async () => {
    const sink = await fileSink(path.join(dir, 'out.jsonl'));
    await sink.write('half');
    await sink.discard();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('follows a link and never replaces a device', async () => {
    const target = path.join(dir, 'real.jsonl');
    writeFileSync(target, 'before');
    symlinkSync(target, path.join(dir, 'link.jsonl'));
    const sink = await fileSink(path.join(dir, 'link.jsonl'));
    await sink.write('after');
    await sink.commit();
    expect(lstatSync(path.join(dir, 'link.jsonl')).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('after');

    const device = await fileSink('/dev/null');
    await device.write('x');
    await device.commit();
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    await expect(fileSink(dir)).rejects.toThrow(UsageError);
  });

  it('says at once that a file cannot be made', async () => {
    await expect(fileSink(path.join(dir, 'no', 'out.jsonl'))).rejects.toThrow(UsageError);
  });
});

it('tells a reader that went away from other errors', async () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) }).on(
      'error',
      () => undefined,
    );
  await expect(streamSink(failing('EPIPE')).write('x')).rejects.toThrow(ReaderGoneError);
  await expect(streamSink(failing('EIO')).write('x')).rejects.toThrow('EIO');
});
