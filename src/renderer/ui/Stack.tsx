/** A stack trace: folded, scrollable, to be copied. */
import { CopyIcon } from './CopyIcon';
import classes from './Stack.module.css';

export function Stack({ text, open = false }: { text: string; open?: boolean }) {
  return (
    <details className={classes.details} open={open}>
      <summary className={classes.summary}>
        Stack <CopyIcon value={text} label="Copy the stack" />
      </summary>
      <pre className={classes.stack} tabIndex={0} aria-label="Stack trace">
        {text}
      </pre>
    </details>
  );
}
