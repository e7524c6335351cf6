/** One headline number with its label and unit. */
import type { ReactNode } from 'react';
import classes from './Figure.module.css';

interface FigureProps {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  tone?: 'plain' | 'good' | 'bad';
}

export function Figure({ label, value, hint, tone = 'plain' }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value} data-tone={tone}>
        {value}
      </dd>
      {hint !== undefined && <dd className={classes.hint}>{hint}</dd>}
    </div>
  );
}

export function Figures({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl className={classes.figures} aria-label={label}>
      {children}
    </dl>
  );
}
