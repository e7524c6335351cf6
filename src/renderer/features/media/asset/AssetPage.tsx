/** One asset: the picture or video, what is known of it, where it lies and why, and what is like it. */
import { useEffect } from 'react';
import { ActionIcon, Badge, Button, Group, Skeleton, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconDownload, IconThumbUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import type { AssetDetail } from '#contract/media/assets';
import { trpc } from '../../../shell/api';
import { problemOf } from '../../../shell/problem';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { ProblemPanel } from '../../../ui/ProblemPanel';
import { isTypingTarget } from '../../../ui/typing-target';
import { assetFileUrl } from '../tiles/asset-urls';
import { AllocationPanel } from './AllocationPanel';
import { AssetFacts } from './AssetFacts';
import { NeighboursPanel } from './NeighboursPanel';
import { TextPanel } from './TextPanel';
import { ZoomStage } from './ZoomStage';
import classes from './Asset.module.css';

const route = getRouteApi('/media/$id');
const players: ReadonlySet<string> = new Set(['video/mp4', 'video/webm', 'video/quicktime']);

export function AssetPage() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  const router = useRouter();
  const asset = useQuery(trpc.media.asset.queryOptions({ id }));
  const { previousId = null, nextId = null } = asset.data ?? {};

  useEffect(() => {
    // Back to the same filters, day and cluster; left and right leave no steps between.
    const leave = () => {
      if (router.history.canGoBack()) router.history.back();
      else void navigate({ to: '/media' });
    };
    const listen = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        isTypingTarget(event.target)
      )
        return;
      const to = event.key === 'ArrowLeft' ? previousId : event.key === 'ArrowRight' ? nextId : null;
      if (to) void navigate({ to: '/media/$id', params: { id: to }, replace: true });
      else if (event.key === 'Escape') leave();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [previousId, nextId, navigate, router]);

  if (asset.isError)
    return (
      <Page name="Asset" title="Asset">
        <ProblemPanel problem={problemOf(asset.error)} onRetry={() => void asset.refetch()} />
      </Page>
    );
  if (!asset.data)
    return (
      <Page name="Asset" title="Asset">
        <Skeleton h={420} />
      </Page>
    );
  return (
    <Shown
      asset={asset.data}
      onGo={(to) => void navigate({ to: '/media/$id', params: { id: to }, replace: true })}
    />
  );
}

function Shown({ asset, onGo }: { asset: AssetDetail; onGo(id: string): void }) {
  const navigate = useNavigate();
  const name = asset.fileName.split('/').at(-1) ?? asset.fileName;
  return (
    <Page
      name={name}
      title={
        <Group gap="sm" wrap="nowrap">
          <span className={classes.name}>{name}</span>
          {asset.hidden && <Badge color="gray">Put away</Badge>}
        </Group>
      }
      actions={
        <Group gap={6} wrap="nowrap">
          <Button
            variant="default"
            leftSection={<IconThumbUp size={14} />}
            onClick={() => void navigate({ to: '/media', search: { like: [asset.id] } })}
          >
            More like this
          </Button>
          <Button
            component="a"
            variant="default"
            href={`${assetFileUrl(asset.id, 'original')}?download=1`}
            leftSection={<IconDownload size={14} />}
          >
            Original
          </Button>
          <Step label="The one before (Left)" id={asset.previousId} onGo={onGo}>
            <IconArrowLeft size={16} />
          </Step>
          <Step label="The next one (Right)" id={asset.nextId} onGo={onGo}>
            <IconArrowRight size={16} />
          </Step>
        </Group>
      }
    >
      <div className={classes.columns}>
        <div className={classes.stage} style={{ aspectRatio: `${asset.width} / ${asset.height}` }}>
          {asset.kind === 'video' && players.has(asset.mime) ? (
            <video
              key={asset.id}
              controls
              preload="metadata"
              poster={assetFileUrl(asset.id, 'preview')}
              src={assetFileUrl(asset.id, 'original')}
              aria-label={name}
            />
          ) : (
            <ZoomStage key={asset.id} asset={asset} name={name} />
          )}
        </div>
        <div className={classes.side}>
          <AllocationPanel asset={asset} />
          <TextPanel asset={asset} />
          <Panel title="What is known">
            <AssetFacts asset={asset} />
          </Panel>
        </div>
      </div>
      <NeighboursPanel id={asset.id} />
    </Page>
  );
}

function Step({
  label,
  id,
  onGo,
  children,
}: {
  label: string;
  id: string | null;
  onGo(id: string): void;
  children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={label}
        disabled={id === null}
        onClick={() => id && onGo(id)}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
