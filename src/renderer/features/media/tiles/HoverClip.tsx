/** A video's clip, in motion over its tile while it is pointed at. */
import { useState } from 'react';
import { assetFileUrl } from './asset-urls';
import classes from './Tiles.module.css';

export function HoverClip({ id, fileName }: { id: string; fileName: string }) {
  const [state, setState] = useState<'loading' | 'playing' | 'failed'>('loading');
  if (state === 'failed') return null;
  return (
    <img
      className={classes.clip}
      data-playing={state === 'playing' || undefined}
      src={assetFileUrl(id, 'clip')}
      alt={`${fileName} in motion`}
      draggable={false}
      onLoad={() => setState('playing')}
      onError={() => setState('failed')}
    />
  );
}
