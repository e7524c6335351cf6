/** What the engine found in a file, as names and values. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { AssetDetail } from '#contract/media/assets';
import { CopyField } from '../../../ui/CopyField';
import { FactList } from '../../../ui/FactList';
import { formatBytes, formatCount, shortHash } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import { dayText } from '../gallery/day-text';
import { lengthText } from '../tiles/Tile';
import { exposureText } from './exposure-text';
import { oneLine } from './one-line';
import mediaClasses from '../Media.module.css';

const sources: Record<AssetDetail['takenSource'], string> = {
  exif: 'from its EXIF',
  xmp: 'from its XMP',
  container: 'from its container',
  name: 'from its name',
  import: 'when it was added: the file does not say',
};

const textNames: Record<string, string> = {
  title: 'Title',
  description: 'Description',
  keyword: 'Keywords',
  creator: 'By',
  copyright: 'Copyright',
  caption: 'Caption',
};

export function AssetFacts({ asset }: { asset: AssetDetail }) {
  const { facts } = asset;
  const { gps, camera, video } = facts;
  const pairs: [string, ReactNode][] = [
    ['Taken', <TakenAt key="taken" asset={asset} />],
    [
      'Size',
      `${formatCount(asset.width)} × ${formatCount(asset.height)} px, ${formatBytes(asset.sizeBytes)}`,
    ],
    ['Type', asset.mime],
  ];
  if (asset.durationMs !== null) pairs.push(['Length', `${lengthText(asset.durationMs)} min`]);
  if (video) {
    const codecs = [video.videoCodec, video.audioCodec].filter(Boolean).join(', ');
    pairs.push([
      'Video',
      `${video.container}${codecs ? `, ${codecs}` : ''}${video.frameRate ? `, ${video.frameRate.toFixed(1)} frames/s` : ''}`,
    ]);
  }
  if (asset.camera) pairs.push(['Camera', asset.camera]);
  if (camera?.lens) pairs.push(['Lens', camera.lens]);
  const exposure = camera && exposureText(camera);
  if (exposure) pairs.push(['Exposure', exposure]);
  if (gps)
    pairs.push([
      'Place',
      <div key="place">
        {asset.place && <div>{asset.place}</div>}
        <CopyField
          label="Copy the coordinates"
          value={`${gps.lat.toFixed(6)}, ${gps.lon.toFixed(6)}`}
          shown={`${gps.lat.toFixed(5)}°, ${gps.lon.toFixed(5)}°${gps.altM === null ? '' : `, ${Math.round(gps.altM)} m`}`}
        />
      </div>,
    ]);
  for (const { source, text } of asset.texts)
    if (textNames[source]) pairs.push([textNames[source], oneLine(source, text)]);
  pairs.push(['Given as', asset.names.join(', ')]);
  pairs.push(['Added', <Time key="added" at={asset.importedAt} />]);
  pairs.push([
    'Content',
    <CopyField key="sha" label="Copy the SHA-256" value={asset.sha256} shown={shortHash(asset.sha256)} />,
  ]);
  pairs.push(['Models', asset.models.join(', ') || 'none']);
  for (const note of facts.notes) pairs.push(['Note', note]);
  pairs.push([
    'Run',
    <Link key="run" className={mediaClasses.link} to="/runs/$id" params={{ id: asset.jobId }}>
      How it was read
    </Link>,
  ]);
  return <FactList label="Facts of the asset" facts={pairs} />;
}

function TakenAt({ asset }: { asset: AssetDetail }) {
  const local = asset.facts.captured?.local.replace('T', ' ');
  return (
    <span>
      {local ? <span title="On the clock of the camera">{local}</span> : dayText(asset.day)} (
      {sources[asset.takenSource]})
    </span>
  );
}
