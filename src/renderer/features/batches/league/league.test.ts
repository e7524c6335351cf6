import { describe, expect, it } from 'vitest';
import { leagueCsv } from './league-csv';
import { leagueFileName } from './league-fields';
import { leagueSheet, leagueXlsx } from './league-xlsx';
import { rank, ruleSetsOf, type RuleFigures, type ScoredFile } from './ranking';

const figures = (score: number): RuleFigures => ({
  name: 'Club league',
  score,
  type: 'Triangle',
  distanceKm: score / 2,
  optimal: true,
});
const file = (fileName: string, score: number | null): ScoredFile => ({
  jobId: `job ${fileName}`,
  fileName,
  sha256: fileName,
  rules: new Map(score === null ? [] : [['Club', figures(score)]]),
});
const none = { metrics: new Map(), places: new Map() };

describe('the league table', () => {
  it('ranks by score, and equal scores alike', () => {
    const files = [file('a', 10), file('b', 30), file('c', 10), file('d', 5), file('e', null)];
    const rows = rank(files, 'Club', none);
    expect(rows.map(({ fileName, rank: place }) => [fileName, place])).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('joins what other engines found about the same file', () => {
    const [row] = rank([file('a', 10)], 'Club', {
      metrics: new Map([['a', { date: '2024-05-01', gliderType: 'Wing', airtimeS: 60, maxAltitudeM: null }]]),
      places: new Map([['a', { site: null, place: 'Bizau', country: 'Austria' }]]),
    });
    expect(row).toMatchObject({
      date: '2024-05-01',
      glider: 'Wing',
      airtimeS: 60,
      maxAltitudeM: null,
      place: 'Bizau',
    });
  });

  it('names no type for nothing', () => {
    expect(rank([file('a', 0)], 'Club', none)[0]?.type).toBeNull();
  });

  it('knows which rule sets there are', () => {
    expect(ruleSetsOf([file('a', null), file('b', 1)])).toEqual([{ id: 'Club', name: 'Club league' }]);
  });
});

describe('its CSV', () => {
  it('quotes, and keeps formulas from being run', () => {
    const [header, row] = leagueCsv(rank([file('=SUM(1,"2").igc', 10)], 'Club', none)).split('\r\n');
    expect(header).toBe(
      '\uFEFFrank,file,date,glider,type,distance_km,score,optimal,airtime_s,max_altitude_m,place,country',
    );
    expect(row).toBe(`1,"'=SUM(1,""2"").igc",,,Triangle,5,10,yes,,,,`);
  });

  it('is named after batch and rule set', () => {
    expect(leagueFileName('33 files, 08:15', 'UK-XCL', '.csv')).toBe('league-33-files-08-15-UK-XCL.csv');
  });

  it('becomes a spreadsheet whose numbers are numbers and whose text is text', async () => {
    const rows = rank([file('=1+1.igc', 12.5)], 'Club', none);
    const [head, first] = leagueSheet(rows);
    expect(head).toHaveLength(first?.length ?? 0);
    expect(first?.[1]).toEqual({ value: '=1+1.igc', type: String });
    expect(first?.[6]).toMatchObject({ value: 12.5, type: Number });
    const bytes = new Uint8Array(await (await leagueXlsx(rows, 'Club')).arrayBuffer());
    expect([...bytes.subarray(0, 4)]).toEqual([0x50, 0x4b, 3, 4]); // a zip archive
  });
});
