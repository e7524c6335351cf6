/** Filters of the log; all of them live in the address. */
import { Group, MultiSelect, Pill, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LogLevel } from '#contract/logs';
import { trpc } from '../../shell/api';
import { SearchField } from '../../ui/SearchField';
import { TimeWindow } from '../../ui/TimeWindow';
import type { LogsSearch } from './search';

const levels = [
  { value: 'all', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

interface LogsToolbarProps {
  search: LogsSearch;
  onChange(search: LogsSearch): void;
}

export function LogsToolbar({ search, onChange }: LogsToolbarProps) {
  const store = useQuery(trpc.logs.store.queryOptions()).data;
  const engines = useQuery(trpc.system.engines.queryOptions()).data ?? [];
  const change = (next: Partial<LogsSearch>): void => onChange({ ...search, at: undefined, ...next });
  return (
    <Group gap={8} align="center">
      <SearchField
        width={220}
        label="Search the log"
        placeholder="Text in the line"
        value={search.q ?? ''}
        onSearch={(q) => change({ q: q || undefined })}
      />
      <SegmentedControl
        aria-label="Least level"
        data={levels}
        value={search.level ?? 'all'}
        onChange={(level) => change({ level: level === 'all' ? undefined : LogLevel.parse(level) })}
      />
      <MultiSelect
        aria-label="Processes"
        placeholder={search.processes?.length ? '' : 'Any process'}
        size="xs"
        miw={150}
        maw={340}
        clearable
        data={[...new Set([...(store?.processes ?? []), ...(search.processes ?? [])])]}
        value={search.processes ?? []}
        onChange={(processes) => change({ processes: processes.length > 0 ? processes : undefined })}
      />
      <Select
        aria-label="Engine"
        placeholder="Any engine"
        w={116}
        clearable
        data={engines.map(({ name }) => name)}
        value={search.engine ?? null}
        onChange={(engine) => change({ engine: engine ?? undefined })}
      />
      <JobField
        key={search.job ?? ''}
        value={search.job ?? ''}
        onJob={(job) => change({ job: job || undefined })}
      />
      {search.trace && (
        <Pill
          withRemoveButton
          onRemove={() => change({ trace: undefined })}
          removeButtonProps={{ 'aria-label': 'All traces', 'aria-hidden': false }}
        >
          Trace: {search.trace.slice(0, 8)}
        </Pill>
      )}
      <Group gap={6} ml="auto">
        <JumpField at={search.at} onJump={(at) => onChange({ ...search, at })} />
        <TimeWindow
          value={{ from: search.from, to: search.to }}
          onChange={({ from, to }) => change({ from, to })}
        />
      </Group>
    </Group>
  );
}

/** Whole ids only: told when it is left, or with Enter. */
function JobField({ value, onJob }: { value: string; onJob(id: string): void }) {
  const [text, setText] = useState(value);
  const tell = (): void => {
    if (text.trim() !== value) onJob(text.trim());
  };
  return (
    <TextInput
      aria-label="Run id"
      placeholder="Run id"
      w={120}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => event.key === 'Enter' && tell()}
    />
  );
}

/** Hours and minutes of the day that is shown, or of today. */
function JumpField({ at, onJump }: { at: number | undefined; onJump(at: number): void }) {
  const [text, setText] = useState('');
  const jump = (): void => {
    const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim()) ?? [];
    if (hours === undefined || minutes === undefined) return;
    const day = new Date(at ?? Date.now());
    day.setHours(Number(hours), Number(minutes), Number(seconds), 0);
    onJump(day.getTime());
  };
  const wrong = text !== '' && !/^\d{0,2}(:\d{0,2}){0,2}$/.test(text);
  return (
    <TextInput
      aria-label="Jump to time"
      placeholder="Jump to 14:05"
      w={110}
      value={text}
      error={wrong}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && jump()}
    />
  );
}
