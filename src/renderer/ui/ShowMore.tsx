/** The button below a list that reads on. It stays focused while it does: a key pressed again goes further. */
import { Button, Center, Loader } from '@mantine/core';

interface ShowMoreProps {
  busy: boolean;
  onMore(): void;
}

export function ShowMore({ busy, onMore }: ShowMoreProps) {
  return (
    <Center mt="lg">
      <Button
        variant="default"
        aria-busy={busy}
        leftSection={busy && <Loader size={14} />}
        onClick={() => {
          if (!busy) onMore();
        }}
      >
        Show more
      </Button>
    </Center>
  );
}
