/** Why a file was refused or failed, in one line; what to do about it on hover. */
import { actionFor } from './problem';
import classes from './Reason.module.css';

interface ReasonProps {
  code: string | null;
  message: string | null;
  tone: 'warn' | 'bad' | 'quiet';
}

export function Reason({ code, message, tone }: ReasonProps) {
  const action = actionFor(code);
  const text = message ?? code ?? '';
  return (
    <span className={classes.reason} data-tone={tone} title={[text, action, code].filter(Boolean).join('\n')}>
      {text} {action && <span className={classes.action}>{action}</span>}
    </span>
  );
}
