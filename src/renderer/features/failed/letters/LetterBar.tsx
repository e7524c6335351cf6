/** Acts on the chosen letters, or on all that match. */
import { Button, CloseButton } from '@mantine/core';
import { IconDownload, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import type { LetterFilter } from '#contract/dead-letters';
import type { Asked } from '../bulk/BulkDialogs';
import { exportUrl, mostIdsInAddress } from '../bulk/export-url';
import { formatCount } from '../../../ui/format';
import classes from '../Failed.module.css';

interface LetterBarProps {
  chosen: readonly string[];
  filter: LetterFilter;
  filtered: boolean;
  total: number | null;
  /** More match than `total`. */
  hasMore: boolean;
  onAsk(asked: Asked): void;
  onClear(): void;
}

export function LetterBar(props: LetterBarProps) {
  const { chosen, filter, total, hasMore, onAsk } = props;
  const some = chosen.length > 0;
  const target = some ? { ids: [...chosen] } : { filter };
  const count = some ? chosen.length : hasMore ? null : total;
  const all = props.filtered ? 'All that match' : 'All';
  const about = some ? 'the chosen letters' : props.filtered ? 'all letters that match' : 'all letters';
  const ask = (verb: Asked['verb']) => onAsk({ verb, target, about, count });
  const fits = !some || chosen.length <= mostIdsInAddress;
  return (
    <div
      className={classes.bulk}
      data-chosen={some}
      role="toolbar"
      aria-label={some ? 'Acts on the chosen dead letters' : 'Acts on all dead letters that match'}
    >
      <strong className="tabular">
        {some
          ? `${formatCount(chosen.length)} chosen`
          : `${all}: ${total === null ? '…' : formatCount(total)}${hasMore ? ' and more' : ''}`}
      </strong>
      <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={() => ask('retry')}>
        Retry…
      </Button>
      <Button variant="default" leftSection={<IconPencil size={14} />} onClick={() => ask('edit')}>
        Edit payloads…
      </Button>
      <Button variant="default" leftSection={<IconTrash size={14} />} onClick={() => ask('discard')}>
        Discard…
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={14} />}
        disabled={!fits}
        title={
          fits
            ? 'A ZIP with payloads, errors, logs and files; secrets are left out'
            : `Choose at most ${mostIdsInAddress}, or filter`
        }
        renderRoot={(root) =>
          fits ? <a href={exportUrl(target)} download {...root} /> : <button type="button" {...root} />
        }
      >
        Export
      </Button>
      {some && <CloseButton size="sm" ml="auto" aria-label="Choose none" onClick={props.onClear} />}
    </div>
  );
}
