/** Names and values in two columns. */
import type { ReactNode } from 'react';
import classes from './FactList.module.css';

interface FactListProps {
  label: string;
  facts: readonly (readonly [name: string, value: ReactNode])[];
}

export function FactList({ label, facts }: FactListProps) {
  return (
    <dl className={classes.facts} aria-label={label}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
