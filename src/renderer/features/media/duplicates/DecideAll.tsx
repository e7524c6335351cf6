/** One decision for all pairs that the filter shows, asked for with their number. */
import { Button, Menu } from '@mantine/core';
import { IconChecks, IconChevronDown, IconCopy, IconStar } from '@tabler/icons-react';
import { type RelationKind, relationKinds } from '#contract/allocator';
import type { PairsDecision } from '#contract/media/duplicates';
import { client } from '../../../shell/api';
import { tellProblem } from '../../../shell/job-acts';
import { confirm } from '../../../ui/confirm';
import { plural } from '../../../ui/format';
import { kindText } from './kind-text';
import type { PairActs } from './use-pair-acts';

/** Those that show the same picture; edited ones, a burst and a raw pair are put away only where they are asked for. */
const sameKinds: readonly RelationKind[] = ['exact', 'copy'];

interface DecideAllProps {
  acts: PairActs;
  kind: RelationKind | undefined;
  assetId: string | undefined;
}

export function DecideAll({ acts, kind, assetId }: DecideAllProps) {
  const ask = async (decision: PairsDecision['decision'], kinds: readonly RelationKind[]): Promise<void> => {
    const count = await countOpen(kinds, assetId).catch((error: unknown) =>
      tellProblem('The pairs were not counted', error),
    );
    if (count === undefined) return;
    const pairs = plural(count, 'pair');
    const yes = await confirm(
      decision === 'both'
        ? {
            title: `Keep both of ${pairs}?`,
            body: 'They are asked about no more. It can be taken back, together or one by one.',
            confirmLabel: 'Keep both',
          }
        : {
            title: `Keep the suggested one of ${pairs}?`,
            body: 'The other one of each is put away, unless that would leave neither to be seen. Nothing is deleted, and it can be taken back, together or one by one.',
            confirmLabel: 'Keep the suggested',
          },
    );
    if (yes) acts.decideAll({ decision, kinds: [...kinds], assetId });
  };
  const these = kind === undefined ? 'pairs' : `pairs “${kindText[kind]}”`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChecks size={14} />}
          rightSection={<IconChevronDown size={14} />}
          loading={acts.busy}
        >
          Decide all
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconStar size={14} />}
          onClick={() => void ask('suggested', kind === undefined ? sameKinds : [kind])}
        >
          Keep the suggested one of all {kind === undefined ? 'copies' : these}…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          onClick={() => void ask('both', kind === undefined ? relationKinds : [kind])}
        >
          Keep both of all {these}…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function countOpen(kinds: readonly RelationKind[], assetId: string | undefined): Promise<number> {
  const pages = await Promise.all(kinds.map((kind) => client.media.pairs.query({ kind, assetId, limit: 1 })));
  return pages.reduce((sum, { total }) => sum + total, 0);
}
