/** What a schedule does: folders, an engine's act, or housekeeping. */
import {
  Checkbox,
  Code,
  Group,
  JsonInput,
  NumberInput,
  Select,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trashDays } from '#contract/dead-letters';
import { lanes } from '#contract/queues';
import { trpc } from '../../shell/api';
import type { Draft } from './draft';

interface WorkFieldsProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

export function WorkFields(props: WorkFieldsProps) {
  const { kind } = props.draft;
  if (kind === 'folder') return <FolderFields {...props} />;
  if (kind === 'engine-act') return <ActFields {...props} />;
  return kind === 'backup' ? <BackupFields {...props} /> : <HouseFields {...props} />;
}

function FolderFields({ draft, onChange }: WorkFieldsProps) {
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  return (
    <>
      <Textarea
        label="Folders or files"
        description="Absolute paths on the machine of the instance, one on each line; folders are read with all below them"
        required
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        placeholder="/data/flights"
        value={draft.paths}
        onChange={(event) => onChange({ paths: event.currentTarget.value })}
      />
      <Group grow>
        <Select
          label="Engine"
          placeholder="By content"
          clearable
          data={engines.map(({ name, title }) => ({ value: name, label: title }))}
          value={draft.engine}
          onChange={(engine) => onChange({ engine })}
        />
        <Select
          label="Lane"
          allowDeselect={false}
          data={[...lanes]}
          value={draft.lane}
          onChange={(value) => onChange({ lane: lanes.find((lane) => lane === value) ?? 'batch' })}
        />
      </Group>
      <Checkbox
        label="Only files that are new or have changed since they were last taken"
        checked={draft.onlyChanged}
        onChange={(event) => onChange({ onlyChanged: event.currentTarget.checked })}
      />
    </>
  );
}

function ActFields({ draft, onChange }: WorkFieldsProps) {
  const acts = useQuery(trpc.schedules.acts.queryOptions()).data ?? [];
  const chosen = acts.find(({ engine, act }) => `${engine}/${act}` === draft.act);
  return (
    <>
      <Select
        label="Act"
        required
        searchable
        data={acts.map(({ engine, engineTitle, act, title }) => ({
          value: `${engine}/${act}`,
          label: `${engineTitle}: ${title}`,
        }))}
        value={draft.act}
        onChange={(act) => onChange({ act })}
      />
      <JsonInput
        label="Input"
        autosize
        minRows={3}
        maxRows={12}
        formatOnBlur
        validationError="This is not JSON."
        value={draft.input}
        onChange={(input) => onChange({ input })}
      />
      {chosen && (
        <details>
          <Text component="summary" size="sm" c="dimmed">
            What the input may hold
          </Text>
          <Code block mah={220}>
            {JSON.stringify(chosen.inputSchema, null, 2)}
          </Code>
        </details>
      )}
    </>
  );
}

function BackupFields({ draft, onChange }: WorkFieldsProps) {
  const usual = useQuery(trpc.backups.state.queryOptions()).data?.folder;
  return (
    <Group grow align="flex-start">
      <TextInput
        label="Folder"
        description="Absolute; empty: the usual one"
        placeholder={usual ?? ''}
        value={draft.backupFolder}
        onChange={(event) => onChange({ backupFolder: event.currentTarget.value })}
      />
      <NumberInput
        label="Keep"
        description="Older ones in the folder are removed"
        suffix=" backups"
        min={1}
        max={1000}
        allowDecimal={false}
        value={draft.keep}
        onChange={(value) => typeof value === 'number' && onChange({ keep: value })}
      />
    </Group>
  );
}

function HouseFields({ draft, onChange }: WorkFieldsProps) {
  return (
    <>
      <Group grow align="flex-start">
        <DaysInput
          label="Remove runs after"
          description="Completed and cancelled ones, with their results. Empty: they are kept."
          value={draft.runDays}
          onDays={(runDays) => onChange({ runDays })}
        />
        <DaysInput
          label="Remove history after"
          description="Of schedules. Empty: it is kept."
          value={draft.historyDays}
          onDays={(historyDays) => onChange({ historyDays })}
        />
      </Group>
      <Checkbox
        label="Remove stored files that nothing refers to"
        checked={draft.removeUnusedFiles}
        onChange={(event) => onChange({ removeUnusedFiles: event.currentTarget.checked })}
      />
      <Text size="xs" c="dimmed">
        Discarded letters leave the trash after {trashDays} days, here and by themselves.
      </Text>
    </>
  );
}

interface DaysInputProps {
  label: string;
  description: string;
  value: number | null;
  onDays(days: number | null): void;
}

function DaysInput({ value, onDays, ...shown }: DaysInputProps) {
  return (
    <NumberInput
      {...shown}
      suffix=" days"
      min={1}
      max={3650}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => onDays(typeof next === 'number' ? next : null)}
    />
  );
}
