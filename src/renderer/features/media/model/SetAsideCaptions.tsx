/** Pictures that the vision model was asked about in vain: which, why, and another try. */
import { ActionIcon, Button, Group, Stack, Table, Text, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaptionState } from '#contract/media/models';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { problemOf } from '../../../shell/problem';
import { formatCount, plural } from '../../../ui/format';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { Time } from '../../../ui/Time';
import mediaClasses from '../Media.module.css';

const shownFirst = 10;
const mostShown = 200;

export function SetAsideCaptions({ captions }: { captions: CaptionState }) {
  const { setAside, sentTo, model } = captions;
  const [limit, setLimit] = useState(shownFirst);
  const cache = useQueryClient();
  const rows = useQuery(
    trpc.media.setAsideCaptions.queryOptions({ limit }, { placeholderData: keepPreviousData }),
  );
  const ask = useMutation(
    trpc.media.askForCaptions.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.media.pathKey() }),
      onError: (error) => tellProblem('Nothing is asked again', error),
    }),
  );
  const askAbout = (assetIds: string[] | null) => ask.mutate({ assetIds, key: newKey() });
  if (rows.isError)
    return <ProblemPanel problem={problemOf(rows.error)} onRetry={() => void rows.refetch()} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          Set aside: {plural(setAside, 'picture')}
        </Text>
        <Tooltip label="No vision model is set." disabled={sentTo !== null}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            disabled={sentTo === null}
            loading={ask.isPending}
            onClick={() => askAbout(null)}
          >
            Ask {model && sentTo ? model : 'again'} about {setAside === 1 ? 'it' : 'all'}
          </Button>
        </Tooltip>
      </Group>
      <Table aria-label="Pictures that were set aside">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Picture</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>Asked</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.data?.map(({ assetId, fileName, problem, model: asked, askedAt }) => (
            <Table.Tr key={assetId}>
              <Table.Td>
                <Link className={mediaClasses.link} to="/media/$id" params={{ id: assetId }}>
                  {fileName}
                </Link>
              </Table.Td>
              <Table.Td>
                {problem}{' '}
                <Text span size="xs" c="dimmed">
                  ({asked})
                </Text>
              </Table.Td>
              <Table.Td>
                <Time at={askedAt} />
              </Table.Td>
              <Table.Td>
                <Tooltip label={`Ask again about ${fileName}`}>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`Ask again about ${fileName}`}
                    disabled={sentTo === null || ask.isPending}
                    onClick={() => askAbout([assetId])}
                  >
                    <IconRefresh size={15} />
                  </ActionIcon>
                </Tooltip>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {setAside > limit && limit < mostShown && (
        <Group>
          <Button size="xs" variant="subtle" onClick={() => setLimit(mostShown)}>
            Show {formatCount(Math.min(setAside, mostShown) - limit)} more
          </Button>
        </Group>
      )}
    </Stack>
  );
}
