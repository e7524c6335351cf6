/** A picture as large as the stage; a press shows it at its own size, to be dragged about. */
import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { AssetDetail } from '#contract/media/assets';
import { isTypingTarget } from '../../../ui/typing-target';
import { assetFileUrl } from '../tiles/asset-urls';
import { Picture } from '../tiles/Picture';
import classes from './Asset.module.css';

/** Types that every browser shows; of others the large view is the best there is. */
const shownTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
]);
const mostOriginalBytes = 60 * 1024 * 1024;

export function ZoomStage({ asset, name }: { asset: AssetDetail; name: string }) {
  const [zoomed, setZoomed] = useState(false);
  const hasLarge = asset.extras.some(({ part, hasFile }) => part === 'large' && hasFile);
  const hasOriginal = shownTypes.has(asset.mime) && asset.sizeBytes <= mostOriginalBytes;

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTypingTarget(event.target)) return;
      if (event.key === 'z') setZoomed((now) => !now);
      else if (event.key === 'Escape' && zoomed) {
        event.preventDefault();
        setZoomed(false);
      }
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [zoomed]);

  const label = zoomed ? 'Fit into the window (Z)' : 'At its own size (Z)';
  return (
    <>
      {zoomed ? (
        <Pan
          src={assetFileUrl(asset.id, hasOriginal ? 'original' : hasLarge ? 'large' : 'preview')}
          name={name}
        />
      ) : (
        <button
          type="button"
          className={classes.fitted}
          aria-label={`Show ${name} at its own size`}
          onClick={() => setZoomed(true)}
        >
          <Picture id={asset.id} fileName={name} thumbhash={asset.thumbhash} file="preview" whole />
          {hasLarge && (
            <img className={classes.large} src={assetFileUrl(asset.id, 'large')} alt="" decoding="async" />
          )}
        </button>
      )}
      <Tooltip label={label}>
        <ActionIcon
          className={classes.zoom ?? ''}
          variant="default"
          size={34}
          aria-label={label}
          onClick={() => setZoomed(!zoomed)}
        >
          {zoomed ? <IconZoomOut size={16} /> : <IconZoomIn size={16} />}
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** Scrolls as well as it is dragged; it opens at the middle. */
function Pan({ src, name }: { src: string; name: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const centre = (): void => {
    const { current } = frame;
    current?.scrollTo(
      (current.scrollWidth - current.clientWidth) / 2,
      (current.scrollHeight - current.clientHeight) / 2,
    );
  };
  return (
    <div
      ref={frame}
      className={classes.pan}
      role="group"
      aria-label={`${name} at its own size`}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.buttons !== 1) return;
        event.currentTarget.scrollBy(-event.movementX, -event.movementY);
      }}
    >
      <img src={src} alt={name} draggable={false} onLoad={centre} />
    </div>
  );
}
