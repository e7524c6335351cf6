/** Which files are pictures and videos. Content alone decides: 'maybe' is never said. */
import type { FileRule } from '#contract/engine';
import { limits } from './limits';
import type { MediaType, Opener } from './media-type';
import { mediaTypeOf, pictureSuffixes, videoSuffixes } from './media-type';

const rule = (given: Omit<FileRule, 'sniff'>, openers: readonly Opener[]): FileRule => ({
  ...given,
  sniff(head) {
    const found = mediaTypeOf(head);
    return found && openers.includes(found.opener) ? 'yes' : 'no';
  },
});

export const mediaRules: readonly FileRule[] = [
  rule(
    {
      label: 'Picture',
      suffixes: pictureSuffixes,
      mediaType: 'image/*',
      maxBytes: limits.pictureBytes,
    },
    ['picture', 'heif', 'raw'],
  ),
  rule({ label: 'Video', suffixes: videoSuffixes, mediaType: 'video/*', maxBytes: limits.videoBytes }, [
    'video',
    'old-video',
  ]),
];

export const isVideo = ({ opener }: MediaType) => opener === 'video' || opener === 'old-video';
