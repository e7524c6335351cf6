/** A picture that is blurred until it is here, and says so when it cannot be had. */
import { useState } from 'react';
import { IconPhotoOff } from '@tabler/icons-react';
import { assetFileUrl } from './asset-urls';
import { placeholderOf } from './thumb-placeholder';
import classes from './Tiles.module.css';

interface PictureProps {
  id: string;
  fileName: string;
  thumbhash: string;
  file?: 'thumbnail' | 'preview';
  /** The whole picture, with bands if need be; otherwise it fills its frame. */
  whole?: boolean;
}

export function Picture({ id, fileName, thumbhash, file = 'thumbnail', whole = false }: PictureProps) {
  const [failed, setFailed] = useState(false);
  const [loaded, setLoaded] = useState(false);
  // Its proportions are rough, and pictures may have holes: it goes as soon as the picture is here.
  const placeholder = loaded ? null : placeholderOf(thumbhash);
  return (
    <span
      className={classes.picture}
      data-whole={whole || undefined}
      style={placeholder ? { backgroundImage: `url(${placeholder})` } : undefined}
    >
      {failed ? (
        <IconPhotoOff size={22} aria-label={`${fileName}: no preview`} />
      ) : (
        <img
          src={assetFileUrl(id, file)}
          alt={fileName}
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}
