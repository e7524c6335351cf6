/** Imports a list of sites: a file is read in this page and sent as text. */
import { useState, type FormEvent } from 'react';
import { Alert, Button, FileInput, Stack, Text, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { ImportSitesAnswer } from '#contract/geolookup';
import { useEngineAct } from '../../../shell/engine-questions';
import { Panel } from '../../../ui/Panel';
import { formatCount, plural } from '../../../ui/format';
import { listNameOf, whyNot } from './list-file';
import classes from '../Settings.module.css';

const nothing = { name: '', licence: '', url: '' };

export function ImportPanel() {
  const [file, setFile] = useState<File | null>(null);
  const [fields, setFields] = useState(nothing);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const send = useEngineAct(
    { engine: 'geolookup', name: 'importSites', schema: ImportSitesAnswer },
    {
      failure: 'The list was not imported',
      onDone: () => {
        setFile(null);
        setFields(nothing);
      },
    },
  );
  const problem = file ? (whyNot(file) ?? unreadable) : null;
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    setUnreadable(null);
    if (chosen && fields.name === '') setFields({ ...fields, name: listNameOf(chosen.name) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!file || problem !== null) return;
    file
      .text()
      .then((text) => send.act({ ...fields, text }))
      .catch(() => setUnreadable(`${file.name} could not be read; choose it again.`));
  };
  const field = (key: keyof typeof nothing) => ({
    value: fields[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [key]: event.currentTarget.value }),
  });
  return (
    <Panel title="Import a list">
      <form onSubmit={submit}>
        <Stack gap="xs">
          <FileInput
            size="xs"
            label="File"
            description="GeoJSON, CSV or KML, up to 15 MB"
            placeholder="Choose a file"
            accept=".geojson,.json,.csv,.txt,.kml"
            value={file}
            onChange={choose}
            error={problem}
            clearable
          />
          <TextInput
            label="Name of the list"
            description="The same name again brings that list up to date"
            maxLength={80}
            required
            {...field('name')}
          />
          <TextInput
            label="Licence"
            placeholder="e.g. CC BY-NC-SA 3.0"
            maxLength={200}
            {...field('licence')}
          />
          <TextInput
            label="Address of the source"
            placeholder="https://…"
            maxLength={500}
            {...field('url')}
          />
          <Button
            type="submit"
            leftSection={<IconUpload size={14} />}
            loading={send.busy}
            disabled={!file || problem !== null || fields.name.trim() === ''}
          >
            Import
          </Button>
        </Stack>
      </form>
      {send.answer && <Told answer={send.answer} />}
    </Panel>
  );
}

function Told({ answer }: { answer: ImportSitesAnswer }) {
  const { source, added, changed, unchanged, rejected, reasons } = answer;
  return (
    <Alert
      mt="sm"
      color={rejected > 0 ? 'yellow' : 'teal'}
      title={`${source.name}: ${plural(source.sites, 'site')}`}
      role="status"
    >
      <Text size="sm">
        {formatCount(added)} added, {formatCount(changed)} changed, {formatCount(unchanged)} as before
        {rejected > 0 && `, ${formatCount(rejected)} left out`}
      </Text>
      {reasons.length > 0 && (
        <details className={classes.problems}>
          <summary>Why rows were left out</summary>
          <ul>
            {reasons.map(({ row, reason }) => (
              <li key={row}>
                row {row}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  );
}
