/** One asset in a grid: its picture, a mark to choose it, the length of a video. */
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useReducedMotion } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { IconCheck, IconEyeOff, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { AssetTile } from '#contract/media/assets';
import { formatUtc } from '../../../ui/time-format';
import { HoverClip } from './HoverClip';
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
  const { id, fileName, thumbhash, kind, durationMs, takenAt, hidden, hasClip } = tile;
  const stillOnly = useReducedMotion();
  const [pointed, setPointed] = useState(false);
  return (
    <figure
      className={classes.tile}
      style={style}
      data-chosen={chosen || undefined}
      draggable={draggable}
      onDragStart={(event) => onDragStart?.(event, id)}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setPointed(true)}
      onBlur={() => setPointed(false)}
    >
      <Link
        to="/media/$id"
        params={{ id }}
        className={classes.open}
        draggable={false}
        title={`${fileName}\n${formatUtc(takenAt)}`}
      >
        <Picture id={id} fileName={fileName} thumbhash={thumbhash} />
        {pointed && hasClip && !stillOnly && <HoverClip id={id} fileName={fileName} />}
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
