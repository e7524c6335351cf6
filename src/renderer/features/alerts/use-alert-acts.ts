/** Acts on alerts, with what came of them told afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { AlertRule, AlertSilence, Webhook } from '#contract/alerts';
import { trpc } from '../../shell/api';
import { newKey } from '../../shell/idempotency-key';
import { whenDone } from '../../shell/acts/when-done';
import { tellProblem } from '../../shell/job-acts';
import { confirm } from '../../ui/confirm';
import { tellUndoable } from '../../ui/undo-note';

function inputOf({ id: _id, builtIn: _builtIn, changed: _changed, ...input }: AlertRule) {
  return input;
}

export function useAlertActs() {
  const cache = useQueryClient();
  const options = (problem: string) => ({
    onSuccess: () => void cache.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    onError: (error: unknown) => tellProblem(problem, error),
  });
  const save = useMutation(trpc.alerts.saveRule.mutationOptions(options('The rule was not changed')));
  const remove = useMutation(trpc.alerts.removeRule.mutationOptions(options('The rule was not removed')));
  const silence = useMutation(trpc.alerts.silence.mutationOptions(options('It was not silenced')));
  const end = useMutation(trpc.alerts.endSilence.mutationOptions(options('The silence goes on')));
  const removeHook = useMutation(trpc.alerts.removeWebhook.mutationOptions(options('It was not removed')));
  const test = useMutation(trpc.alerts.testWebhook.mutationOptions(options('Nothing was sent')));

  return {
    setEnabled: (rule: AlertRule, enabled: boolean) =>
      save.mutate({ id: rule.id, rule: { ...inputOf(rule), enabled }, key: newKey() }),
    remove: (rule: AlertRule) =>
      whenDone(remove.mutateAsync({ id: rule.id, key: newKey() }), () =>
        tellUndoable(rule.builtIn ? `“${rule.name}” is as it came` : `“${rule.name}” was removed`, () =>
          save.mutate({ id: rule.builtIn ? rule.id : null, rule: inputOf(rule), key: newKey() }),
        ),
      ),
    silence: (input: { ruleId: string | null; minutes: number; reason: string }) =>
      silence.mutate({ silence: input, key: newKey() }),
    endSilence: ({ id }: AlertSilence) => end.mutate({ id, key: newKey() }),
    removeWebhook: async ({ id, name }: Webhook) => {
      const agreed = await confirm({
        title: `Remove the webhook “${name}”?`,
        body: 'What waits to be sent to it goes too. A new one has another secret.',
        confirmLabel: 'Remove',
        danger: true,
      });
      if (agreed) removeHook.mutate({ id, key: newKey() });
    },
    test: ({ id, name }: Webhook) =>
      test.mutate(
        { id, key: newKey() },
        {
          onSuccess: ({ error, status }) =>
            notifications.show({
              color: error === null ? 'teal' : 'red',
              title: error === null ? `“${name}” took it` : `“${name}” did not take it`,
              message: error ?? `It answered ${status ?? ''}.`,
            }),
        },
      ),
    /** Id of the webhook that is being tested. */
    tested: test.isPending ? test.variables.id : null,
  };
}
