/** Health, services and storage of the instance. */
import { Progress, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EngineInfo, SystemInfo } from '#contract/system';
import { trpc } from '../../shell/api';
import { CopyIcon } from '../../ui/CopyIcon';
import { Panel } from '../../ui/Panel';
import { formatBytes } from '../../ui/format';
import classes from './Overview.module.css';

const healthColors = { ok: 'teal', degraded: 'yellow', down: 'red' } as const;
const healthPollMs = 5000;

export function Instance() {
  const info = useQuery(trpc.system.info.queryOptions()).data;
  const engines = useQuery(trpc.system.engines.queryOptions()).data;
  return (
    <Stack gap={12}>
      <HealthPanel />
      <Panel title="Services">{engines ? <Services engines={engines} /> : <Skeleton h={40} />}</Panel>
      <Panel title="Storage">{info ? <Storage storage={info.storage} /> : <Skeleton h={40} />}</Panel>
    </Stack>
  );
}

function HealthPanel() {
  const health = useQuery({ ...trpc.health.now.queryOptions(), refetchInterval: healthPollMs }).data;
  return (
    <Panel title="Health" aside={health?.status}>
      {!health && <Skeleton h={60} />}
      <dl className={classes.rows}>
        {health?.components.map((component) => (
          <div key={component.name} style={{ display: 'contents' }}>
            <dt>
              <span
                className={classes.light}
                role="img"
                aria-label={component.status}
                style={{ background: `var(--mantine-color-${healthColors[component.status]}-filled)` }}
              />
              {component.name}
            </dt>
            <dd>{component.detail}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Services({ engines }: { engines: readonly EngineInfo[] }) {
  const served = engines.filter((engine) => engine.http !== null);
  if (served.length === 0) return <span>No engine serves HTTP of its own.</span>;
  return (
    <dl className={classes.rows}>
      {served.map((engine) => (
        <div key={engine.name} style={{ display: 'contents' }}>
          <dt>{engine.title}</dt>
          <dd>
            <ServicePort http={engine.http} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ServicePort({ http }: { http: EngineInfo['http'] }) {
  if (!http) return null;
  if (http.port === null)
    return <span className={classes.reason}>No port: {http.wantedPort} and its neighbours are busy</span>;
  const address = `http://127.0.0.1:${http.port}`;
  return (
    <>
      port {http.port} <CopyIcon value={address} label={`Copy ${address}`} />
      {http.port !== http.wantedPort && <div className={classes.reason}>{http.wantedPort} was busy</div>}
    </>
  );
}

function Storage({ storage }: { storage: SystemInfo['storage'] }) {
  const { usedBytes, quotaBytes, freeBytes } = storage;
  const limit = quotaBytes ?? usedBytes + freeBytes;
  return (
    <>
      <Progress value={limit > 0 ? (usedBytes / limit) * 100 : 0} aria-label="Storage used" mb={8} size={6} />
      <dl className={classes.rows}>
        <dt>Used</dt>
        <dd>
          {formatBytes(usedBytes)}
          {quotaBytes !== null && ` of ${formatBytes(quotaBytes)}`}
        </dd>
        <dt>Free on disk</dt>
        <dd>{formatBytes(freeBytes)}</dd>
      </dl>
    </>
  );
}
