import { describe, expect, it } from 'vitest';
import { MISSING_ALTITUDE } from './igc-file';
import { parseIgc } from './parse-igc';

const bytes = (text: string) => new TextEncoder().encode(text);
const fix = 'B1012304612345N00723456EA0123401280';
/** A file with these lines before and this fix after. */
const read = (lines: string[], end = '\r\n') => parseIgc(bytes(lines.join('\r\n') + end));
const codes = (lines: string[], end?: string) =>
  read(lines, end)
    .warnings.list()
    .map(({ code, line, count }) => ({ code, line, count }));

describe('B record', () => {
  it('reads time, position and both altitudes', () => {
    const { fixes, fixRecords, warnings } = read(['AXXXABC', 'HFDTE010124', fix]);
    expect(fixRecords).toBe(1);
    expect(fixes.n).toBe(1);
    expect(fixes.timeOfDayS[0]).toBe(10 * 3600 + 12 * 60 + 30);
    expect(fixes.lat[0]).toBeCloseTo(46 + 12.345 / 60, 9);
    expect(fixes.lon[0]).toBeCloseTo(7 + 23.456 / 60, 9);
    expect([fixes.baroM[0], fixes.gnssM[0], fixes.valid[0], fixes.line[0]]).toEqual([1234, 1280, 1, 3]);
    expect(warnings.list()).toEqual([]);
  });

  it.each([
    ['south west', 'B1012304612345S00723456WA0123401280', -46.20575, -7.390933, 1234, 1280],
    ['minutes 60000 carry', 'B1012304660000N00760000EA0123401280', 47, 8, 1234, 1280],
    ['below sea level', 'B1012304612345N00723456EA-0012-0003', 46.20575, 7.390933, -12, -3],
    ['blanks and a late minus', 'B1012304612345N00723456EA  12300-12', 46.20575, 7.390933, 123, -12],
    ['validity V', 'B1012304612345N00723456EV0123400000', 46.20575, 7.390933, 1234, 0],
    [
      'altitude that is no number',
      'B1012304612345N00723456EAXXXXX01280',
      46.20575,
      7.390933,
      MISSING_ALTITUDE,
      1280,
    ],
    ['no GNSS altitude', 'B1012304612345N00723456EA01234', 46.20575, 7.390933, 1234, MISSING_ALTITUDE],
    ['no altitudes', 'B1012304612345N00723456EA', 46.20575, 7.390933, MISSING_ALTITUDE, MISSING_ALTITUDE],
    ['lower case', 'b1012304612345n00723456ea0123401280', 46.20575, 7.390933, 1234, 1280],
    ['leading blanks', '  B1012304612345N00723456EA0123401280', 46.20575, 7.390933, 1234, 1280],
    ['poles and date line', 'B1012309000000S18000000WA0123401280', -90, -180, 1234, 1280],
  ])('accepts %s', (_, line, ...[lat, lon, baroM, gnssM]) => {
    const { fixes } = read([line]);
    expect(fixes.n).toBe(1);
    expect(fixes.lat[0]).toBeCloseTo(lat, 5);
    expect(fixes.lon[0]).toBeCloseTo(lon, 5);
    expect([fixes.baroM[0], fixes.gnssM[0]]).toEqual([baroM, gnssM]);
  });

  it.each([
    ['cut off in the position', 'B1012304612345N00'],
    ['hour 24', 'B2412304612345N00723456EA0123401280'],
    ['minute 60', 'B1060304612345N00723456EA0123401280'],
    ['second 61', 'B1012614612345N00723456EA0123401280'],
    ['minutes over 60000', 'B1012304660001N00723456EA0123401280'],
    ['latitude 91', 'B1012309112345N00723456EA0123401280'],
    ['beyond the pole', 'B1012309000001N00723456EA0123401280'],
    ['longitude 181', 'B1012304612345N18123456EA0123401280'],
    ['no hemisphere', 'B1012304612345X00723456EA0123401280'],
    ['letters for digits', 'B10123O4612345N00723456EA0123401280'],
  ])('drops %s and says where', (_, line) => {
    const file = read(['AXXXABC', 'HFDTE010124', line]);
    expect(file.fixes.n).toBe(0);
    expect(file.fixRecords).toBe(1);
    expect(file.warnings.list()).toMatchObject([{ code: 'BAD_FIX', line: 3, count: 1 }]);
  });

  it('counts another validity as V, with a warning', () => {
    expect(read([fix.replace('EA', 'E3')]).fixes.valid[0]).toBe(0);
    expect(codes([fix.replace('EA', 'E3')])).toContainEqual({ code: 'BAD_VALIDITY', line: 1, count: 1 });
  });
});

describe('extensions', () => {
  const base = 'B1012304612345N00723456EA0123401280';
  it.each([
    ['one digit', 'I023636LAD3737LOD', base + '57', 0.5, 0.7],
    ['two digits', 'I023637LAD3839LOD', base + '5079', 0.5, 0.79],
    ['three digits', 'I023638LAD3941LOD', base + '500790', 0.5, 0.79],
  ])('adds LAD and LOD of %s', (_, record, line, ...[lad, lod]) => {
    const { fixes, warnings } = read(['AXXXABC', record, line]);
    expect(fixes.lat[0]).toBeCloseTo(46 + (12_345 + lad) / 60_000, 10);
    expect(fixes.lon[0]).toBeCloseTo(7 + (23_456 + lod) / 60_000, 10);
    expect(warnings.list()).toEqual([]);
  });

  it('adds TDS to the time', () => {
    expect(read(['I013638TDS', base + '250']).fixes.timeOfDayS[0]).toBe(36_750.25);
    expect(read(['I013636TDS', base + '5']).fixes.timeOfDayS[0]).toBe(36_750.5);
  });

  it('uses each only where the record is long enough', () => {
    const { fixes } = read(['I023636LAD3737LOD', base, base + '5', base + '57']);
    const decimals = Array.from(fixes.lat, (lat, i) => [
      lat > 46.205_751,
      (fixes.lon[i] as number) > 7.390_934,
    ]);
    expect(decimals).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  it('ignores what is not digits', () => {
    expect(read(['I013637LAD', base + 'xx']).fixes.lat[0]).toBeCloseTo(46.20575, 9);
  });

  it.each(['I00BAD', 'I', 'I0a', 'I023638FXA', 'I013534LAD', 'I011012LAD', 'Ijunk'])(
    'survives the wrong record %s',
    (record) => {
      const { fixes, warnings } = read([record, fix]);
      expect(fixes.n).toBe(1);
      expect(fixes.lat[0]).toBeCloseTo(46.20575, 9);
      expect(warnings.count('BAD_EXTENSION')).toBe(1);
    },
  );

  it('takes I00 for an empty list', () => {
    expect(read(['I00', fix]).warnings.count('BAD_EXTENSION')).toBe(0);
  });
});

describe('lines', () => {
  it.each([
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR CR LF', '\r\r\n'],
    ['CR', '\r'],
  ])('ends at %s and counts as an editor does', (_, end) => {
    const file = parseIgc(bytes(['AXXXABC', 'HFDTE010124', '', fix, '?', fix, ''].join(end)));
    expect(file.fixes.n).toBe(2);
    expect(Array.from(file.fixes.line)).toEqual([4, 6]);
    expect(file.warnings.list()).toMatchObject([{ code: 'JUNK_LINE', line: 5, count: 1 }]);
  });

  it('notices a missing final line end', () => {
    expect(codes(['AXXXABC', fix], '')).toEqual([{ code: 'NO_FINAL_NEWLINE', line: 2, count: 1 }]);
  });

  it('keeps a last fix that is cut off in its altitudes', () => {
    const file = read(['AXXXABC', fix, fix.slice(0, 28)], '');
    expect(file.fixes.n).toBe(2);
    expect(file.fixes.baroM[1]).toBe(MISSING_ALTITUDE);
    expect(file.warnings.count('SHORT_FIX')).toBe(1);
  });

  it('stops at the DOS end of file and at zeros like at a line end', () => {
    expect(read([fix + '\u001a', fix + '\u0000\u0000', fix]).fixes.n).toBe(3);
  });

  it('does without A and G records', () => {
    const file = read([fix]);
    expect(file.hasSecurityRecord).toBe(false);
    expect(file.warnings.list()).toMatchObject([{ code: 'NO_A_RECORD', line: null }]);
    expect(read(['AXXXABC', fix, 'GABCDEF']).hasSecurityRecord).toBe(true);
  });

  it('skips junk and says the first line and the count', () => {
    expect(codes(['AXXXABC', '<html>', fix, '', '123', '%%'])).toEqual([
      { code: 'JUNK_LINE', line: 2, count: 3 },
    ]);
  });

  it('reads nothing from nothing', () => {
    expect(parseIgc(new Uint8Array()).fixes.n).toBe(0);
    expect(parseIgc(bytes('B')).fixes.n).toBe(0);
    expect(parseIgc(bytes('H\nA\nI\nB\nG\n')).fixRecords).toBe(1);
  });
});

describe('encodings', () => {
  const header = 'HFGTYGLIDERTYPE:Mistral Zürich';
  const asLatin1 = Uint8Array.from(`AXXXABC\n${header}\n${fix}\n`, (letter) => letter.charCodeAt(0));
  const asUtf16 = (littleEndian: boolean, mark: boolean) => {
    const text = (mark ? '\ufeff' : '') + `AXXXABC\n${header}\n${fix}\n`;
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
    return new Uint8Array(view.buffer);
  };
  it.each([
    ['UTF-8', bytes(`AXXXABC\n${header}\n${fix}\n`)],
    ['UTF-8 with a byte order mark', bytes(`\ufeffAXXXABC\n${header}\n${fix}\n`)],
    ['windows-1252', asLatin1],
    ['UTF-16 LE with mark', asUtf16(true, true)],
    ['UTF-16 BE with mark', asUtf16(false, true)],
    ['UTF-16 LE without mark', asUtf16(true, false)],
    ['UTF-16 BE without mark', asUtf16(false, false)],
  ])('reads %s', (name, input) => {
    const file = parseIgc(input);
    expect(file.headers.gliderType).toBe('Mistral Zürich');
    expect(file.headers.manufacturerCode).toBe('XXX');
    expect(file.fixes.n).toBe(1);
    expect(file.warnings.count('UTF16')).toBe(name.startsWith('UTF-16') ? 1 : 0);
  });
});

describe('headers', () => {
  it.each([
    ['HFGTYGLIDERTYPE:Advance Omega', 'gliderType', 'Advance Omega'],
    ['HOGTYGLIDERTYPE: Advance Omega ', 'gliderType', 'Advance Omega'],
    ['hpgtygliderType:Advance Omega', 'gliderType', 'Advance Omega'],
    ['HFGTYAdvance Omega', 'gliderType', 'Advance Omega'],
    ['HFCCLCOMPETITIONCLASS:FAI-3', 'gliderClass', 'FAI-3'],
    ['HFFTYFRTYPE:Flymaster,Live', 'recorderType', 'Flymaster,Live'],
    ['HFRFWFIRMWAREVERSION:2.76', 'firmware', '2.76'],
    ['HFRHWHARDWAREVERSION:1.0', 'hardware', '1.0'],
    ['HFGPSRECEIVER:UBlox,MAX-M8Q', 'gnssReceiver', 'UBlox,MAX-M8Q'],
    ['HFGPS:MarconiCanada', 'gnssReceiver', 'MarconiCanada'],
    ['HFPRSPRESSALTSENSOR:TE,MS5607', 'pressureSensor', 'TE,MS5607'],
  ] as const)('reads %s', (line, field, value) => {
    expect(read(['AXXXABC', line, fix]).headers[field]).toBe(value);
  });

  it('takes "not given" for none and keeps the first that says something', () => {
    const { headers } = read([
      'HFGTYGLIDERTYPE:NKN',
      'HFGTYGLIDERTYPE:Zeno',
      'HFGTYGLIDERTYPE:Other',
      'HFCCLCOMPETITIONCLASS:',
      fix,
    ]);
    expect(headers.gliderType).toBe('Zeno');
    expect(headers.gliderClass).toBeNull();
  });

  it('keeps no personal data', () => {
    const file = read([
      'AXXXABC',
      'HFPLTPILOTINCHARGE:Somebody',
      'HFCM2CREW2:Else',
      'HFGIDGLIDERID:D-1234',
      fix,
    ]);
    expect(JSON.stringify(file.headers)).not.toMatch(/Somebody|Else|D-1234/);
  });
});
