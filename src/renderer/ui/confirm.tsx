/** Asks before an act that cannot simply be undone; keyboard first: Enter confirms, Escape leaves. */
import { create } from 'zustand';
import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Question {
  title: string;
  body: ReactNode;
  confirmLabel: string;
  danger?: boolean;
}

interface Asked extends Question {
  answer(yes: boolean): void;
}

const useQuestion = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Resolves true when the operator agrees. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (yes: boolean): void => {
      useQuestion.setState({ asked: null });
      resolve(yes);
    };
    useQuestion.setState({ asked: { ...question, answer } });
  });
}

export function ConfirmHost() {
  const asked = useQuestion((state) => state.asked);
  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.answer(false)}
      title={asked?.title}
      size="sm"
      // Over the dialog that asks.
      zIndex={250}
    >
      <Text size="sm" component="div">
        {asked?.body}
      </Text>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={() => asked?.answer(false)}>
          Leave as is
        </Button>
        <Button data-autofocus color={asked?.danger ? 'red' : 'flight'} onClick={() => asked?.answer(true)}>
          {asked?.confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
