/** Goes to any page and does the main acts, from the keyboard. */
import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconFile,
  IconFolder,
  IconInfoCircle,
  IconKeyboard,
  IconListDetails,
  IconMoon,
  IconSearch,
  IconSettings,
  IconStack2,
  IconSun,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDialogs } from '../state/dialogs';
import { trpc } from './api';
import { pages } from './pages';
import { pickers } from './pickers';
import { useSearchActions } from './use-search-actions';
import { heard } from './palette/heard';
import { useOperatorActions } from './palette/use-operator-actions';

function useActions(query: string, opened: boolean): SpotlightActionGroupData[] {
  const go = useNavigate();
  const show = useDialogs((state) => state.show);
  const { setColorScheme } = useMantineColorScheme();
  const batches = useQuery({ ...trpc.batches.list.queryOptions(), ...heard(opened) }).data ?? [];
  const operator = useOperatorActions(opened);
  const icon = { size: 18, stroke: 1.6 };
  const known = useSearchActions(query);
  return [
    {
      group: 'Go to',
      actions: [
        ...pages.map(({ to, label, Icon }) => ({
          id: `page-${to}`,
          label,
          leftSection: <Icon {...icon} />,
          onClick: () => void go({ to }),
        })),
        {
          id: 'active',
          label: 'Runs that are active',
          leftSection: <IconListDetails {...icon} />,
          onClick: () => void go({ to: '/runs', search: { states: ['active'] } }),
        },
        ...(['terrain', 'sites', 'leagues'] as const).map((section) => ({
          id: `settings-${section}`,
          label: `Settings: ${section}`,
          leftSection: <IconSettings {...icon} />,
          onClick: () => void go({ to: '/settings/$section', params: { section } }),
        })),
      ],
    },
    {
      group: 'Do',
      actions: [
        {
          id: 'files',
          label: 'Add files…',
          leftSection: <IconFile {...icon} />,
          onClick: () => pickers.files(),
        },
        {
          id: 'folder',
          label: 'Add a folder…',
          leftSection: <IconFolder {...icon} />,
          onClick: () => pickers.folder(),
        },
        {
          id: 'light',
          label: 'Light colours',
          leftSection: <IconSun {...icon} />,
          onClick: () => setColorScheme('light'),
        },
        {
          id: 'dark',
          label: 'Dark colours',
          leftSection: <IconMoon {...icon} />,
          onClick: () => setColorScheme('dark'),
        },
        { id: 'keys', label: 'Keys', leftSection: <IconKeyboard {...icon} />, onClick: () => show('keys') },
        {
          id: 'about',
          label: 'About Flightline',
          leftSection: <IconInfoCircle {...icon} />,
          onClick: () => show('about'),
        },
      ],
    },
    ...operator,
    {
      group: 'Batches',
      actions: batches.slice(0, 30).map((batch) => ({
        id: `batch-${batch.id}`,
        label: batch.name,
        description: batch.state,
        leftSection: <IconStack2 {...icon} />,
        onClick: () => void go({ to: '/batches/$id', params: { id: batch.id } }),
      })),
    },
    // Behind all that has the words in its own name, so that Enter does what was named.
    ...known,
  ];
}

export function CommandPalette() {
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  return (
    <Spotlight
      actions={useActions(query, opened)}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      nothingFound="Nothing by that name"
      highlightQuery
      limit={24}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Go to, or do…',
        'aria-label': 'Go to, or do',
      }}
    />
  );
}
