/** Two pictures side by side with what tells them apart, and the decision. */
import { Badge, Button, Group, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconStar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AssetPair, PairSide } from '#contract/media/duplicates';
import { formatBytes, formatCount } from '../../../ui/format';
import { Time } from '../../../ui/Time';
import { Picture } from '../tiles/Picture';
import { kindText } from './kind-text';
import type { PairActs } from './use-pair-acts';
import classes from './Duplicates.module.css';

interface PairCardProps {
  pair: AssetPair;
  acts: PairActs;
}

export function PairCard({ pair, acts }: PairCardProps) {
  const { id, first, second, kind, why, state, suggestion } = pair;
  return (
    <article className={classes.card} tabIndex={0} aria-label={`${first.fileName} and ${second.fileName}`}>
      <header className={classes.head}>
        <Badge className={classes.kind ?? ''} variant="light">
          {kindText[kind]}
        </Badge>
        <span>{why}</span>
        <span className={classes.end}>
          {state === 'open' ? (
            <Button size="xs" variant="default" disabled={acts.busy} onClick={() => acts.both(id)}>
              Keep both
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={14} />}
              disabled={acts.busy}
              onClick={() => acts.undo(id)}
            >
              Undo
            </Button>
          )}
        </span>
      </header>
      <div className={classes.sides}>
        {[first, second].map((side, k) => (
          <Side
            key={side.id}
            side={side}
            other={k === 0 ? second : first}
            pair={pair}
            suggested={suggestion.keepId === side.id ? suggestion.why : null}
            busy={acts.busy}
            onKeep={() => acts.keep(id, side.id)}
          />
        ))}
      </div>
    </article>
  );
}

interface SideProps {
  side: PairSide;
  other: PairSide;
  pair: AssetPair;
  /** Why this one is worth keeping; null when the other one is. */
  suggested: string | null;
  busy: boolean;
  onKeep(): void;
}

function Side({ side, other, pair, suggested, busy, onKeep }: SideProps) {
  const { state, keptId } = pair;
  const name = side.fileName.split('/').at(-1) ?? side.fileName;
  const better = (mine: number, others: number) => (mine > others ? true : undefined);
  return (
    <div
      className={classes.side}
      data-kept={keptId === side.id || undefined}
      data-away={(keptId !== null && keptId !== side.id) || undefined}
    >
      <Link to="/media/$id" params={{ id: side.id }} className={classes.picture} aria-label={`Open ${name}`}>
        <Picture id={side.id} fileName={name} thumbhash={side.thumbhash} file="preview" whole />
      </Link>
      <dl className={classes.facts}>
        <dd className={classes.name} title={side.fileName}>
          {name}
        </dd>
        <dd data-better={better(side.width * side.height, other.width * other.height)}>
          {formatCount(side.width)} × {formatCount(side.height)} px
        </dd>
        <dd data-better={better(side.sizeBytes, other.sizeBytes)}>
          {formatBytes(side.sizeBytes)}, {side.mime.replace(/^\w+\//, '').toUpperCase()}
        </dd>
        <dd>
          <Time at={side.takenAt} part="datetime" />
          {side.camera && `, ${side.camera}`}
        </dd>
      </dl>
      {state === 'open' && (
        <Group gap={6}>
          <Button size="xs" variant={suggested ? 'filled' : 'default'} disabled={busy} onClick={onKeep}>
            Keep this one
          </Button>
          {suggested && (
            <Tooltip label={`Suggested: ${suggested}`}>
              <span className={classes.suggested}>
                <IconStar size={14} aria-hidden /> {suggested}
              </span>
            </Tooltip>
          )}
        </Group>
      )}
      {state === 'kept' && (
        <Badge color={keptId === side.id ? 'teal' : 'gray'}>{keptId === side.id ? 'Kept' : 'Put away'}</Badge>
      )}
    </div>
  );
}
