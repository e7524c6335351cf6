/** Renames or removes a site. */
import { useState, type FormEvent } from 'react';
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { z } from 'zod';
import { SiteKind, type Site } from '#contract/geolookup';
import { useEngineAct } from '../../../shell/engine-questions';
import { confirm } from '../../../ui/confirm';

export function SiteDialog({ site, onClose }: { site: Site; onClose(): void }) {
  const [name, setName] = useState(site.name);
  const [kind, setKind] = useState<SiteKind>(site.kind);
  const save = useEngineAct(
    { engine: 'geolookup', name: 'saveSite', schema: z.unknown() },
    { failure: 'The site was not changed', onDone: onClose },
  );
  const remove = useEngineAct(
    { engine: 'geolookup', name: 'removeSite', schema: z.unknown() },
    { failure: 'The site was not removed', onDone: onClose },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { id, lat, lon, altM, wind } = site;
    save.act({ id, name: name.trim(), kind, lat, lon, altM, wind });
  };
  const ask = async (): Promise<void> => {
    const yes = await confirm({
      title: `Remove ${site.name}?`,
      body: 'Flights that are added from now on are not named after it.',
      confirmLabel: 'Remove the site',
      danger: true,
    });
    if (yes) remove.act({ id: site.id });
  };
  return (
    <Modal opened onClose={onClose} title="Site">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="Kind"
            allowDeselect={false}
            value={kind}
            onChange={(next) => setKind(SiteKind.catch(site.kind).parse(next))}
            data={[
              { value: 'takeoff', label: 'Take-off' },
              { value: 'landing', label: 'Landing' },
              { value: 'other', label: 'Other' },
            ]}
          />
          <Text size="xs" c="dimmed">
            {site.lat.toFixed(5)}, {site.lon.toFixed(5)}
          </Text>
          <Group justify="space-between">
            <Button variant="subtle" color="red" loading={remove.busy} onClick={() => void ask()}>
              Remove…
            </Button>
            <Button type="submit" loading={save.busy} disabled={name.trim() === ''}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
