/** Why the vision model is not asked at the moment, until when, and a way to ask it now. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaptionState } from '#contract/media/models';
import { trpc } from '../../../shell/api';
import { newKey } from '../../../shell/idempotency-key';
import { tellProblem } from '../../../shell/job-acts';
import { Time } from '../../../ui/Time';

export interface CaptionsRestProps {
  pause: NonNullable<CaptionState['pause']>;
  /** Then nothing is asked before the next day, whoever wants it. */
  isBudgetUsed: boolean;
}

export function CaptionsRest({ pause, isBudgetUsed }: CaptionsRestProps) {
  const cache = useQueryClient();
  const askNow = useMutation(
    trpc.media.askForCaptionsNow.mutationOptions({
      onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.media.pathKey() }),
      onError: (error) => tellProblem('The model is not asked', error),
    }),
  );
  return (
    <Alert color="yellow" icon={<IconClockPause size={16} />} title="Resting">
      <Group justify="space-between" wrap="nowrap" align="flex-end">
        <Text size="sm">
          {pause.reason} Goes on by itself at <Time at={pause.until} />.
        </Text>
        {!isBudgetUsed && (
          <Button
            size="xs"
            variant="default"
            loading={askNow.isPending}
            onClick={() => askNow.mutate({ key: newKey() })}
          >
            Ask now
          </Button>
        )}
      </Group>
    </Alert>
  );
}
