/** The text that was read in a picture; says so while that is still to come, and when it went wrong. */
import { Link } from '@tanstack/react-router';
import type { AssetDetail } from '#contract/media/assets';
import { CopyIcon } from '../../../ui/CopyIcon';
import { Panel } from '../../../ui/Panel';
import mediaClasses from '../Media.module.css';
import classes from './Asset.module.css';

export function TextPanel({ asset }: { asset: AssetDetail }) {
  const extra = asset.extras.find(({ part }) => part === 'text');
  const text = asset.texts.find(({ source }) => source === 'ocr')?.text;
  const where = asset.kind === 'video' ? 'Text in the video' : 'Text in the picture';
  if (text !== undefined)
    return (
      <Panel title={where} aside={<CopyIcon value={text} label="Copy the text" />}>
        <pre className={classes.read}>{text}</pre>
      </Panel>
    );
  // Most pictures hold no text: that needs no panel.
  if (!extra || extra.made) return null;
  return (
    <Panel title={where}>
      {extra.failed && extra.jobId ? (
        <Link className={mediaClasses.link} to="/runs/$id" params={{ id: extra.jobId }}>
          It could not be read: see the run
        </Link>
      ) : (
        'It is read when no other work waits.'
      )}
    </Panel>
  );
}
