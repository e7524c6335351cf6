/** Results as one GeoJSON FeatureCollection (RFC 7946): each feature says which file it is from. */
import { z } from 'zod';
import type { ResultFormat } from './result-format';

const View = z.object({
  features: z.array(
    z.looseObject({ properties: z.record(z.string(), z.unknown()).nullable().default(null) }),
  ),
});

export const geojsonFormat: ResultFormat = {
  needs: 'view',
  head: '{"type":"FeatureCollection","features":[',
  entry({ fileName, path, jobId }, { view }, isFirst) {
    if (view === undefined) return '';
    const lines = View.parse(view).features.map((feature) =>
      JSON.stringify({ ...feature, properties: { fileName, path, jobId, ...feature.properties } }),
    );
    if (lines.length === 0) return '';
    return `${isFirst ? '\n' : ',\n'}${lines.join(',\n')}`;
  },
  tail: '\n]}\n',
};
