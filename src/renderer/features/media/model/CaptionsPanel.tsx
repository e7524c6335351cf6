/** Who describes pictures in words, how far that is, what of the day's budget is used, and why it rests. */
import { Group, Progress, Stack, Text } from '@mantine/core';
import type { CaptionState } from '#contract/media/models';
import { formatCount } from '../../../ui/format';
import { FactList } from '../../../ui/FactList';
import { Panel } from '../../../ui/Panel';
import { CaptionsRest } from './CaptionsRest';
import { SetAsideCaptions } from './SetAsideCaptions';

export function CaptionsPanel({ captions }: { captions: CaptionState }) {
  const { wanted, model, sentTo, askedToday, perDay, described, labelled, setAside, waiting, pause } =
    captions;
  if (!wanted)
    return (
      <Panel title="Captions">
        <Text size="sm">
          Off. A vision model can describe pictures so that they are found by what they show: set{' '}
          <code>vlmEnabled</code> (or <code>VLM_ENABLED</code>) with <code>geminiApiKey</code>, or with{' '}
          <code>vlmUrl</code> for a model of your own, such as Ollama. Previews are then sent to it.
        </Text>
      </Panel>
    );
  const all = described + labelled + waiting;
  return (
    <Panel title="Captions">
      <Stack gap="sm">
        <FactList
          label="Captions"
          facts={[
            [
              'Described by',
              sentTo ? model : 'nobody: no vision model is set, so labels and known words are used',
            ],
            ['Previews are sent to', sentTo ?? 'nowhere'],
            ['Described', formatCount(described)],
            ['With labels or known words instead', formatCount(labelled)],
            ['Still to come', formatCount(waiting)],
          ]}
        />
        {waiting > 0 && <Progress value={(100 * (all - waiting)) / all} aria-label="Assets with a caption" />}
        {sentTo && (
          <div>
            <Group justify="space-between">
              <Text size="sm">Questions today (UTC)</Text>
              <Text size="sm" c="dimmed" className="tabular">
                {formatCount(askedToday)} of {formatCount(perDay)}
              </Text>
            </Group>
            <Progress
              mt={6}
              color={askedToday < perDay ? undefined : 'yellow'}
              value={(100 * Math.min(askedToday, perDay)) / Math.max(1, perDay)}
              aria-label="Questions of today's budget"
            />
          </div>
        )}
        {setAside > 0 && <SetAsideCaptions captions={captions} />}
        {pause && <CaptionsRest pause={pause} isBudgetUsed={askedToday >= perDay} />}
      </Stack>
    </Panel>
  );
}
