/** One cluster on the board: its best pictures, its name, and what can be done; others can be dropped onto it. */
import { useState } from 'react';
import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsSplit2, IconDots, IconFolderOpen, IconPin, IconPinFilled } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Cluster } from '#contract/media/clusters';
import { formatPercent, plural } from '../../../ui/format';
import { Picture } from '../tiles/Picture';
import { carriesMedia, dropped, startDrag } from './drag';
import type { useClusterActs } from './use-cluster-acts';
import classes from './Clusters.module.css';

interface ClusterCardProps {
  cluster: Cluster;
  chosen: boolean;
  onChoose(): void;
  acts: ReturnType<typeof useClusterActs>;
}

export function ClusterCard({ cluster, chosen, onChoose, acts }: ClusterCardProps) {
  const [over, setOver] = useState(false);
  const navigate = useNavigate();
  const { id, name, size, cohesion, pinned, covers } = cluster;
  const label = name ?? 'Without a name';

  const drop = (event: React.DragEvent): void => {
    setOver(false);
    const what = dropped(event.dataTransfer);
    if (!what) return;
    event.preventDefault();
    event.stopPropagation();
    if ('cluster' in what) {
      if (what.cluster !== id) acts.merge(id, [what.cluster]);
    } else if (what.from !== id) acts.move(what.assets, id);
  };

  return (
    <article
      className={classes.card}
      aria-label={`Cluster: ${label}`}
      data-over={over || undefined}
      data-chosen={chosen || undefined}
      draggable
      onDragStart={(event) => startDrag(event.dataTransfer, { cluster: id })}
      onDragOver={(event) => {
        if (!carriesMedia(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Link
        to="/media"
        search={{ cluster: id }}
        className={classes.covers}
        draggable={false}
        aria-label={`Open ${label}`}
      >
        {covers.map((cover) => (
          <span
            key={cover.id}
            draggable
            onDragStart={(event) => {
              event.stopPropagation();
              startDrag(event.dataTransfer, { assets: [cover.id], from: id });
            }}
          >
            <Picture id={cover.id} fileName={cover.fileName} thumbhash={cover.thumbhash} />
          </span>
        ))}
      </Link>
      <div className={classes.line}>
        <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={`Choose ${label}`} />
        <Name key={name} name={name} onName={(next) => acts.name(id, next, name)} />
        <Tooltip label={pinned ? 'Pinned: no pass changes it' : 'Pin it, so that no pass changes it'}>
          <ActionIcon
            variant="subtle"
            color={pinned ? 'flight' : 'gray'}
            aria-label="Pin"
            aria-pressed={pinned}
            onClick={() => acts.pin(id, !pinned)}
          >
            {pinned ? <IconPinFilled size={15} /> : <IconPin size={15} />}
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More for ${label}`}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconFolderOpen size={14} />}
              onClick={() => void navigate({ to: '/media', search: { cluster: id } })}
            >
              Show its assets
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowsSplit2 size={14} />}
              disabled={size < 2}
              onClick={() => acts.split(id)}
            >
              Split in two
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.facts}>
        {plural(size, 'asset')}
        <span title="Mean cosine of its assets to their centre">{formatPercent(cohesion)} alike</span>
      </p>
    </article>
  );
}

/** Typed in place: Enter and leaving keep it, Escape does not. */
function Name({ name, onName }: { name: string | null; onName(name: string | null): void }) {
  const [text, setText] = useState(name ?? '');
  const tell = (): void => {
    const next = text.trim() === '' ? null : text.trim();
    if (next !== name) onName(next);
  };
  return (
    <TextInput
      className={classes.name ?? ''}
      size="xs"
      variant="unstyled"
      aria-label="Name of the cluster"
      placeholder="Give it a name"
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        setText(name ?? '');
        event.stopPropagation();
      }}
    />
  );
}
