/** The tray at the bottom right: what is coming in and how far it is, on every page. */
import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import { doneShare } from '../../shell/BatchBar';
import { usePreferences } from '../../state/preferences';
import { formatPercent, plural } from '../../ui/format';
import { useIngest } from './ingest-store';
import { IntakeItem } from './IntakeItem';
import { useFoldWhenDone } from './use-fold-when-done';
import { useIntakes, type Intake } from './use-intakes';
import classes from './Ingest.module.css';

function shareOf(intakes: readonly Intake[]): number {
  const counts = intakes.flatMap((intake) => intake.batch?.counts ?? []);
  const total = counts.reduce((sum, one) => sum + one.total, 0);
  const done = counts.reduce((sum, one) => sum + doneShare(one) * one.total, 0);
  return total > 0 ? done / total : 0;
}

function stateOf(intakes: readonly Intake[], over: boolean): string {
  if (intakes.every(({ gone }) => gone)) return 'no longer there';
  return over ? 'done' : formatPercent(shareOf(intakes));
}

/** Its batch stays on the page of batches. */
function putAway({ session }: Intake): void {
  if (session) useIngest.getState().remove(session.id);
}

export function Tray() {
  const intakes = useIntakes(false);
  const open = usePreferences((state) => state.trayOpen);
  const setOpen = usePreferences((state) => state.setTrayOpen);
  const page = useRouterState({ select: (state) => state.location.pathname });
  const told = /^\/(ingest|batches)/.test(page);
  const share = shareOf(intakes);
  const tray = useRef<HTMLElement>(null);
  const fold = useCallback(() => setOpen(false), [setOpen]);
  const done = intakes.every(({ batch, gone }) => gone || (batch !== null && doneShare(batch.counts) === 1));
  // An open one may have files that are to be sent again.
  const over = intakes.every(
    ({ batch, gone }) => gone || batch?.state === 'done' || batch?.state === 'cancelled',
  );
  useFoldWhenDone(tray, { done, open, page, fold });
  if (intakes.length === 0 || told) return null; // those pages show the same at length
  const Icon = open ? IconChevronDown : IconChevronUp;
  return (
    <section
      ref={tray}
      className={classes.tray}
      data-small={(over && !open) || undefined}
      aria-label="Incoming files"
    >
      <div className={classes.trayHead}>
        <span>Incoming</span>
        <span className="tabular" style={{ fontWeight: 400, opacity: 0.75 }}>
          {plural(intakes.length, 'batch', 'batches')}, {stateOf(intakes, over)}
        </span>
        <ActionIcon
          ml="auto"
          aria-label={open ? 'Fold the tray' : 'Open the tray'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon size={16} />
        </ActionIcon>
        {over && (
          <ActionIcon aria-label="Put the tray away" onClick={() => intakes.forEach(putAway)}>
            <IconX size={16} />
          </ActionIcon>
        )}
        <span className={classes.trayBar} style={{ width: `${share * 100}%` }} aria-hidden />
      </div>
      {open && (
        <div className={classes.trayBody}>
          {intakes.map((intake, index) => (
            <IntakeItem
              key={intake.key}
              intake={intake}
              compact
              startOpen={index === 0 && intake.session !== null}
            />
          ))}
        </div>
      )}
    </section>
  );
}
