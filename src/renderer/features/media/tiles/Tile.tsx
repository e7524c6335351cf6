/** One asset in a grid: its picture, a mark to choose it, the length of a video. */
import type { CSSProperties, ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { IconCheck, IconEyeOff, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { AssetTile } from '#contract/media/assets';
import { formatUtc } from '../../../ui/time-format';
import { Picture } from './Picture';
import classes from './Tiles.module.css';

interface TileProps {
  tile: AssetTile;
  style?: CSSProperties;
  chosen?: boolean;
  onChoose?: ((id: string, range: boolean) => void) | undefined;
  /** Dragged onto a cluster. */
  draggable?: boolean;
  onDragStart?: (event: React.DragEvent, id: string) => void;
  children?: ReactNode;
}

export function lengthText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function Tile({
  tile,
  style,
  chosen = false,
  onChoose,
  draggable = false,
  onDragStart,
  children,
}: TileProps) {
  const { id, fileName, thumbhash, kind, durationMs, takenAt, hidden } = tile;
  return (
    <figure
      className={classes.tile}
      style={style}
      data-chosen={chosen || undefined}
      draggable={draggable}
      onDragStart={(event) => onDragStart?.(event, id)}
    >
      <Link
        to="/media/$id"
        params={{ id }}
        className={classes.open}
        draggable={false}
        title={`${fileName}\n${formatUtc(takenAt)}`}
      >
        <Picture id={id} fileName={fileName} thumbhash={thumbhash} />
      </Link>
      {kind === 'video' && (
        <span className={classes.length}>
          <IconPlayerPlayFilled size={10} aria-hidden />
          {durationMs === null ? 'Video' : lengthText(durationMs)}
        </span>
      )}
      {hidden && (
        <span className={classes.hidden}>
          <IconEyeOff size={12} aria-label="Put away as a duplicate" />
        </span>
      )}
      {onChoose && (
        <button
          type="button"
          className={classes.choose}
          aria-pressed={chosen}
          aria-label={`Choose ${fileName}`}
          onClick={(event) => onChoose(id, event.shiftKey)}
        >
          <IconCheck size={14} stroke={3} aria-hidden />
        </button>
      )}
      {children}
    </figure>
  );
}
