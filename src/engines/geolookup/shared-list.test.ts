/** The world's sites of ParaglidingEarth, where the list lies beside the checkout; it is not ours to keep here. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportSitesAnswer, SitesPage } from '#contract/geolookup';
import { AskedEngine, packGeoData, packLimitMs } from '../../../test/helpers/geolookup';
import { geolookup } from './engine';

const file = '../shared/data/sites/pge_world_sites_extracted.csv.gz';
const present = existsSync(file);
if (!present) console.info(`skipped: no list of sites in ${file}`);

describe.skipIf(!present)('the list of ParaglidingEarth', () => {
  const engine = new AskedEngine(geolookup.queries ?? {}, geolookup.acts ?? {});
  let answer: ImportSitesAnswer;
  beforeAll(async () => {
    await packGeoData();
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    answer = (await engine.act('importSites', { name: 'ParaglidingEarth', text })) as ImportSitesAnswer;
  }, packLimitMs);

  it('is imported, nearly whole', () => {
    expect(answer.added).toBeGreaterThan(11_000);
    expect(answer.rejected / answer.added).toBeLessThan(0.005);
  });

  it('names the golden take-off', async () => {
    expect(await engine.ask('legacyTakeoff', { lat: '47.399682', lon: '9.942572' })).toMatchObject({
      name: 'Niedere - Andelsbuch',
      country: 'AT',
    });
    const { sites } = (await engine.ask('sites', { text: 'niedere - andels' })) as SitesPage;
    expect(sites).toMatchObject([{ wind: [0, 0, 0, 0, 0, 0, 2, 2], altM: 1582, countryIso2: 'AT' }]);
  });
});
