/** The error codes with how many letters each has, those with most in sight; one of them may be chosen. */
import { Menu } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { formatCount } from '../../../ui/format';
import classes from '../Failed.module.css';

/** More would wrap the bar on a small screen. */
const mostInSight = 4;

interface CodeChipsProps {
  engine: string | undefined;
  code: string | undefined;
  onChange(code: string | undefined): void;
}

export function CodeChips({ engine, code, onChange }: CodeChipsProps) {
  const query = { limit: 1, ...(engine ? { engine } : {}) };
  const found = useQuery(trpc.deadLetters.groups.queryOptions(query, { placeholderData: keepPreviousData }));
  const byCode = found.data?.byCode ?? [];
  if (byCode.length === 0) return null;
  const inSight = byCode.filter(({ errorCode }, k) => k < mostInSight || errorCode === code);
  const others = byCode.filter((one) => !inSight.includes(one));
  return (
    <div className={classes.chips} role="group" aria-label="Error codes">
      {inSight.map(({ errorCode, count }) => (
        <button
          key={errorCode}
          type="button"
          className={classes.chip}
          aria-pressed={code === errorCode}
          onClick={() => onChange(code === errorCode ? undefined : errorCode)}
        >
          {errorCode} <span>{formatCount(count)}</span>
        </button>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.chip} aria-label={`${others.length} more error codes`}>
              +{others.length}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ errorCode, count }) => (
              <Menu.Item
                key={errorCode}
                rightSection={formatCount(count)}
                onClick={() => onChange(errorCode)}
              >
                {errorCode}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
