/** Which model looks at pictures, what it can and cannot do, and the way to another one. */
import { Alert, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ModelState } from '#contract/media/models';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { problemOf } from '../../../shell/problem';
import { CopyField } from '../../../ui/CopyField';
import { FactList } from '../../../ui/FactList';
import { formatCount, formatEta, plural } from '../../../ui/format';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { CaptionsPanel } from './CaptionsPanel';
import { MediaTabs } from '../MediaTabs';
import mediaClasses from '../Media.module.css';

export function ModelPage() {
  const models = useQuery(
    trpc.media.models.queryOptions(undefined, {
      refetchInterval: ({ state: { data } }) =>
        data?.change ? 2000 : data?.captions.model && data.captions.waiting > 0 ? 5000 : false,
    }),
  );
  return (
    <Page name="Model" title="Model" toolbar={<MediaTabs />}>
      {models.isError && (
        <ProblemPanel problem={problemOf(models.error)} onRetry={() => void models.refetch()} />
      )}
      {models.data && (
        <Stack gap="md" maw={900}>
          <Active state={models.data} />
          <Library state={models.data} />
          <CaptionsPanel captions={models.data.captions} />
          <HowTo state={models.data} />
        </Stack>
      )}
    </Page>
  );
}

function Active({ state }: { state: ModelState }) {
  const { active, problem } = state.engine;
  return (
    <Panel title="Looks at new pictures">
      <Stack gap="sm">
        <FactList
          label="The active model"
          facts={[
            ['Model', active.title],
            ['Name', <CopyField key="id" label="Copy the name" value={active.id} />],
            ['Similar pictures', `Yes; cut off at a cosine of ${active.cutOff.toFixed(2)}`],
            [
              'Words to pictures',
              active.text
                ? 'Yes: words are compared with what pictures show'
                : 'No: words are looked for in names, recognised text, captions and places',
            ],
            [
              'Unrelated pictures',
              `lie at ${active.randomMean.toFixed(2)} ± ${active.randomDeviation.toFixed(2)}`,
            ],
          ]}
        />
        {problem && (
          <Alert
            color="yellow"
            icon={<IconAlertTriangle size={16} />}
            title={`${state.engine.wanted ?? 'The wanted model'} is not there`}
          >
            {problem}
          </Alert>
        )}
        {!active.text && !problem && (
          <Alert color="gray" icon={<IconInfoCircle size={16} />}>
            Searching for what a picture shows by words needs a CLIP model. Nothing is downloaded by itself.
          </Alert>
        )}
      </Stack>
    </Panel>
  );
}

function Library({ state }: { state: ModelState }) {
  const cache = useQueryClient();
  const { library, assets, change, engine } = state;
  const start = useMutation(
    trpc.media.changeModel.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.media.pathKey() }),
      onError: (error) => tellProblem('The library keeps its model', error),
    }),
  );
  const own = library.find(({ id }) => id === engine.active.id);
  const missing = assets - (own?.assets ?? 0);
  const isOther = library.some(({ isActive, id }) => isActive && id !== engine.active.id);
  return (
    <Panel title="The library">
      <Stack gap="sm">
        <Table aria-label="Models of the library">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model</Table.Th>
              <Table.Th ta="right">Assets</Table.Th>
              <Table.Th ta="right">Vectors</Table.Th>
              <Table.Th>State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {library.map((model) => (
              <Table.Tr key={model.id}>
                <Table.Td>{model.id}</Table.Td>
                <Table.Td ta="right">{formatCount(model.assets)}</Table.Td>
                <Table.Td ta="right">{formatCount(model.vectors)}</Table.Td>
                <Table.Td>
                  {model.isActive ? 'answers searches' : model.id === change?.to ? 'being made' : 'kept'}
                  {model.indexed ? ', indexed' : ''}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {library.length === 0 && (
          <Text size="sm" c="dimmed">
            No picture was looked at yet.
          </Text>
        )}
        {change ? (
          <div>
            <Group justify="space-between">
              <Text size="sm">
                Looking again with {change.to}: {formatCount(change.done)} of {formatCount(change.total)}
              </Text>
              <Text size="sm" c="dimmed">
                {change.etaMs === null ? '' : formatEta(change.etaMs)}{' '}
                <Link
                  className={mediaClasses.link}
                  to="/batches/$id"
                  params={{ id: change.batchId }}
                  search={{}}
                >
                  Its batch
                </Link>
              </Text>
            </Group>
            <Progress mt={6} value={(100 * change.done) / change.total} aria-label="Assets looked at again" />
            <Text size="xs" c="dimmed" mt={4}>
              Searches and clusters answer by the old model until it is done.
            </Text>
          </div>
        ) : (
          assets > 0 &&
          (isOther || missing > 0) && (
            <Group>
              <Button
                leftSection={<IconRefresh size={15} />}
                loading={start.isPending}
                onClick={() => start.mutate({ key: newKey() })}
              >
                {missing > 0
                  ? `Look at ${plural(missing, 'asset')} with ${engine.active.id}`
                  : `Answer with ${engine.active.id} again`}
              </Button>
            </Group>
          )
        )}
      </Stack>
    </Panel>
  );
}

function HowTo({ state }: { state: ModelState }) {
  return (
    <Panel title="Another model">
      <Text size="sm">
        Put the folder of a CLIP ViT-B/32 model as exported for transformers.js (<code>config.json</code>,{' '}
        <code>tokenizer.json</code>, <code>onnx/vision_model.onnx</code>, <code>onnx/text_model.onnx</code>)
        into <CopyField label="Copy the folder" value={state.engine.folder} />, name it in the setting{' '}
        <code>embeddingModel</code> (or <code>EMBEDDING_MODEL</code>), and restart. Then have the library
        looked at again here.
      </Text>
    </Panel>
  );
}
