/** The saved views of a list page: opens one, keeps the filter of now under a name. */
import { useState } from 'react';
import { ActionIcon, Button, Group, Menu, Modal, Switch, TextInput } from '@mantine/core';
import {
  IconBookmark,
  IconBookmarkPlus,
  IconPencil,
  IconStar,
  IconStarFilled,
  IconTrash,
} from '@tabler/icons-react';
import type { SavedView } from '#contract/access';
import { useSavedViews } from './use-saved-views';
import classes from './SavedViewMenu.module.css';

interface SavedViewMenuProps {
  /** Address of the page. */
  page: string;
  /** What its address holds now. */
  search: Record<string, unknown>;
}

interface Draft {
  /** Null for a new one. */
  view: SavedView | null;
  name: string;
  starred: boolean;
  /** Whether the filter of now replaces that of the view. */
  takeSearch: boolean;
}

export function SavedViewMenu({ page, search }: SavedViewMenuProps) {
  const { views, open, save, remove } = useSavedViews();
  const [draft, setDraft] = useState<Draft | null>(null);
  const own = views.filter((view) => view.page === page);
  const kept = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
  const current = own.find((view) => JSON.stringify(view.search) === JSON.stringify(kept));
  const submit = (): void => {
    if (draft === null || draft.name.trim() === '') return;
    const { view, name, starred, takeSearch } = draft;
    save({
      page,
      name,
      starred,
      search: view === null || takeSearch ? kept : view.search,
      ...(view === null ? {} : { id: view.id }),
    });
    setDraft(null);
  };
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={15} />} aria-label="Saved views">
            {current?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {own.map((view) => (
            <div key={view.id} className={classes.row}>
              <Menu.Item className={classes.open} onClick={() => open(view)}>
                {view.name}
              </Menu.Item>
              <ActionIcon
                variant="subtle"
                aria-label={`${view.starred ? 'Unstar' : 'Star'} ${view.name}`}
                onClick={() => save({ ...view, starred: !view.starred })}
              >
                {view.starred ? <IconStarFilled size={14} /> : <IconStar size={14} />}
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Edit ${view.name}`}
                onClick={() => setDraft({ view, name: view.name, starred: view.starred, takeSearch: false })}
              >
                <IconPencil size={14} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={`Remove ${view.name}`}
                onClick={() => remove(view)}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </div>
          ))}
          {own.length > 0 && <Menu.Divider />}
          <Menu.Item
            leftSection={<IconBookmarkPlus size={15} />}
            onClick={() => setDraft({ view: null, name: '', starred: true, takeSearch: true })}
          >
            Save this view…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={draft !== null}
        onClose={() => setDraft(null)}
        title={draft?.view ? 'Edit the view' : 'Save this view'}
        size="sm"
      >
        {draft && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <TextInput
              data-autofocus
              label="Name"
              required
              maxLength={80}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <Switch
              mt="md"
              label="Show it in the navigation"
              checked={draft.starred}
              onChange={(event) => setDraft({ ...draft, starred: event.currentTarget.checked })}
            />
            {draft.view && (
              <Switch
                mt="sm"
                label="Take the filter of now"
                checked={draft.takeSearch}
                onChange={(event) => setDraft({ ...draft, takeSearch: event.currentTarget.checked })}
              />
            )}
            <Group justify="flex-end" mt="lg" gap="sm">
              <Button variant="default" onClick={() => setDraft(null)}>
                Cancel
              </Button>
              <Button type="submit">Save</Button>
            </Group>
          </form>
        )}
      </Modal>
    </>
  );
}
