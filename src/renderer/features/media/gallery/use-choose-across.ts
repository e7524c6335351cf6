/** Chooses assets of the gallery; with Shift all from the one before, also over days that were never on the screen. */
import { useCallback, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { AssetFilter, GallerySection } from '#contract/media/assets';
import { tellProblem } from '../../../shell/job-acts';
import { tilesOf } from './tiles-of';

interface ChooseAcross {
  sections: readonly GallerySection[];
  filter: AssetFilter;
  onChoose(id: string, range: boolean, among: readonly string[]): void;
}

const keyOf = ({ day, part }: GallerySection) => `${day} ${part}`;

/** @returns for the tiles of a section, by its place among the sections */
export function useChooseAcross({ sections, filter, onChoose }: ChooseAcross) {
  const cache = useQueryClient();
  const last = useRef<string | null>(null);
  return useCallback(
    async (at: number, id: string, range: boolean): Promise<void> => {
      const section = sections[at];
      const from = range ? sections.findIndex((one) => keyOf(one) === last.current) : -1;
      last.current = section ? keyOf(section) : null;
      if (from < 0) return onChoose(id, false, []);
      const between = sections.slice(Math.min(from, at), Math.max(from, at) + 1);
      try {
        const tiles = await Promise.all(
          between.map(({ day, part }) => cache.fetchQuery(tilesOf({ filter, day, part }))),
        );
        onChoose(
          id,
          true,
          tiles.flat().map((tile) => tile.id),
        );
      } catch (error) {
        tellProblem('They were not chosen', error);
      }
    },
    [sections, filter, onChoose, cache],
  );
}
