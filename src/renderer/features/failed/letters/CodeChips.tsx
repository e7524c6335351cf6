/** The error codes with how many letters each has; one of them may be chosen. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../shell/api';
import { formatCount } from '../../../ui/format';
import classes from '../Failed.module.css';

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
  return (
    <div className={classes.chips} role="group" aria-label="Error codes">
      {byCode.map(({ errorCode, count }) => (
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
    </div>
  );
}
