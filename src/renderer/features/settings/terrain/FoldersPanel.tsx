/** The terrain folders: add one by its path, remove it, look again. */
import { useState, type FormEvent } from 'react';
import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFolderOpen, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { ScanAnswer, type CoverageAnswer, type TerrainFolder } from '#contract/dem';
import { bridge } from '../../../shell/bridge';
import { useEngineAct } from '../../../shell/engine-questions';
import { confirm } from '../../../ui/confirm';
import { Panel } from '../../../ui/Panel';
import { Time } from '../../../ui/Time';
import { formatBytes, formatCount, plural } from '../../../ui/format';
import { countsText } from './kinds';
import classes from '../Settings.module.css';

function tellScan({ folders }: ScanAnswer): void {
  const files = folders.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
  notifications.show({
    color: 'teal',
    title: `${plural(folders.length, 'terrain folder')}, ${plural(files, 'terrain file')}`,
    message: 'Flights that are added from now on use them.',
  });
}

export function FoldersPanel({ coverage }: { coverage: CoverageAnswer }) {
  const [path, setPath] = useState('');
  const paths = coverage.folders.map((folder) => folder.path);
  const set = useEngineAct(
    { engine: 'dem', name: 'setFolders', schema: ScanAnswer },
    {
      failure: 'The terrain folders stay as they were',
      onDone: (answer) => {
        setPath('');
        tellScan(answer);
      },
    },
  );
  const rescan = useEngineAct(
    { engine: 'dem', name: 'rescan', schema: ScanAnswer },
    { failure: 'The folders could not be read again', onDone: tellScan },
  );
  const busy = set.busy || rescan.busy;
  const add = (more: readonly string[]): void => {
    const fresh = more.map((one) => one.trim()).filter((one) => one !== '' && !paths.includes(one));
    if (fresh.length > 0) set.act({ folders: [...paths, ...fresh] });
  };
  const remove = async (gone: string): Promise<void> => {
    const yes = await confirm({
      title: 'Remove this terrain folder?',
      body: `${gone} is not read any more. Nothing in it is deleted.`,
      confirmLabel: 'Remove it',
      danger: true,
    });
    if (yes) set.act({ folders: paths.filter((one) => one !== gone) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add([path]);
  };
  return (
    <Panel
      title="Folders"
      aside={
        <>
          {coverage.scannedAt !== null && (
            <span>
              read <Time at={coverage.scannedAt} />
            </span>
          )}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconRefresh size={12} />}
            loading={rescan.busy}
            disabled={paths.length === 0 || busy}
            onClick={() => rescan.act({})}
          >
            Look again
          </Button>
        </>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        Heights come from files on this machine: .hgt (plain, zip, gz), GeoTIFF, terrain pictures in z/x/y
        folders, and PMTiles. Folders are taken in this order.
      </Text>
      {paths.length > 0 && (
        <ul className={classes.list} aria-label="Terrain folders">
          {coverage.folders.map((folder) => (
            <Folder key={folder.path} folder={folder} busy={busy} onRemove={() => void remove(folder.path)} />
          ))}
        </ul>
      )}
      <form onSubmit={submit}>
        <Group gap="xs" mt="sm" align="flex-end">
          <TextInput
            label="Add a folder by its absolute path"
            placeholder="/data/terrain"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
            maxLength={4096}
            flex="1 1 260px"
            maw={520}
          />
          <Button
            type="submit"
            leftSection={<IconPlus size={14} />}
            loading={set.busy}
            disabled={path.trim() === ''}
          >
            Add
          </Button>
          {bridge && (
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={14} />}
              disabled={busy}
              onClick={() => void bridge?.pickPaths('folder').then(add)}
            >
              Choose…
            </Button>
          )}
        </Group>
      </form>
    </Panel>
  );
}

function Folder({ folder, busy, onRemove }: { folder: TerrainFolder; busy: boolean; onRemove(): void }) {
  return (
    <li>
      <div className={classes.row}>
        <div>
          <code>{folder.path}</code>
          <Text size="xs" c="dimmed">
            {countsText(folder.counts)}; {formatBytes(folder.bytes)}
          </Text>
        </div>
        <Tooltip label="Remove">
          <ActionIcon aria-label={`Remove ${folder.path}`} disabled={busy} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      {folder.problemCount > 0 && (
        <details className={classes.problems}>
          <summary>{plural(folder.problemCount, 'file')} cannot be used</summary>
          <ul>
            {folder.problems.map(({ file, reason }) => (
              <li key={file}>
                <code>{file}</code> {reason}
              </li>
            ))}
          </ul>
          {folder.problemCount > folder.problems.length && (
            <p>and {formatCount(folder.problemCount - folder.problems.length)} more</p>
          )}
        </details>
      )}
    </li>
  );
}
