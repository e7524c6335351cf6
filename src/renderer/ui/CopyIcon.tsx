/** A small button that copies a text. Plain elements: tables hold one in each row. */
import { useState, type MouseEvent } from 'react';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { copyText } from './copy-text';
import classes from './CopyIcon.module.css';

const thanksMs = 1500;
const shapes = { ready: IconCopy, copied: IconCheck, refused: IconX };

export function CopyIcon({ value, label }: { value: string; label: string }) {
  const [state, setState] = useState<keyof typeof shapes>('ready');
  const Shape = shapes[state];
  const copy = (event: MouseEvent): void => {
    event.stopPropagation(); // a row would open
    event.preventDefault(); // a summary would fold
    void copyText(value).then((done) => {
      setState(done ? 'copied' : 'refused');
      setTimeout(() => setState('ready'), thanksMs);
    });
  };
  return (
    <button type="button" className={classes.button} aria-label={label} title={label} onClick={copy}>
      <Shape size={13} aria-hidden />
    </button>
  );
}
