/** Where assets were taken: gathered places that open, and a box to filter by. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button, useComputedColorScheme } from '@mantine/core';
import { IconCrop, IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import 'maplibre-gl/dist/maplibre-gl.css';
import { trpc } from '../../../shell/api';
import { EmptyNote } from '../../../ui/EmptyNote';
import { formatCount, plural } from '../../../ui/format';
import type { Bounds } from '../../../ui/map/bounds';
import { hasWebGl } from '../../../ui/map/has-webgl';
import { type MediaSearch, filterOf } from '../search/media-search';
import { assetFileUrl } from '../tiles/asset-urls';
import { type MapPlace, MediaMap as Drawn } from './media-map';
import { unpackPlaces } from './unpack-places';
import classes from './MediaMap.module.css';

function placeElement({ id, count }: { id: string; count: number }): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = classes.place ?? '';
  element.setAttribute(
    'aria-label',
    count === 1 ? 'Open the asset taken here' : `${count} assets taken here`,
  );
  element.style.backgroundImage = `url(${assetFileUrl(id, 'thumbnail')})`;
  if (count > 1) {
    const badge = document.createElement('span');
    badge.textContent = formatCount(count);
    element.append(badge);
  }
  return element;
}

const digits = 4;

function boxText([west, south, east, north]: Bounds): string {
  const clamp = (value: number, most: number) =>
    Number(Math.max(-most, Math.min(most, value)).toFixed(digits));
  return [clamp(west, 180), clamp(south, 90), clamp(east, 180), clamp(north, 90)].join(',');
}

function placeText({ longitude, latitude, zoom }: MapPlace): string {
  return [longitude.toFixed(digits), latitude.toFixed(digits), zoom.toFixed(2)].join(',');
}

function placeOf(text: string | undefined): MapPlace | null {
  const [longitude, latitude, zoom] = (text ?? '').split(',').map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined) return null;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? { longitude, latitude, zoom } : null;
}

export function MediaMap({ search }: { search: MediaSearch }) {
  const container = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const view = useRef<Bounds | null>(null);
  const [map, setMap] = useState<Drawn | null>(null);
  const [possible] = useState(hasWebGl);
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const filter = useMemo(() => filterOf(search), [search]);
  const showBox = useRef((_bounds: Bounds) => {});
  const look = useRef((_at: MapPlace) => {});
  const at = useRef(search.at);
  useEffect(() => {
    // A step of its own, so that Back leads to the map again.
    showBox.current = (bounds) =>
      void navigate({ to: '/media', search: { ...search, box: boxText(bounds), view: undefined } });
    look.current = (place) =>
      void navigate({ to: '/media', search: { ...search, at: placeText(place) }, replace: true });
    at.current = search.at;
  });
  const packed = useQuery(trpc.media.places.queryOptions(filter)).data;
  const places = useMemo(() => packed && unpackPlaces(packed), [packed]);

  useEffect(() => {
    if (!possible || !container.current || !labels.current) return undefined;
    const made = new Drawn({
      container: container.current,
      labels: labels.current,
      dark,
      element: placeElement,
      onOpen: (id) => void navigate({ to: '/media/$id', params: { id } }),
      onOpenAll: (bounds) => showBox.current(bounds),
      at: placeOf(at.current),
      onMove: (bounds) => (view.current = bounds),
      onLook: (place) => look.current(place),
    });
    setMap(made);
    return () => {
      setMap(null);
      made.remove();
    };
  }, [possible, dark, navigate]);

  useEffect(() => {
    if (map && places) map.show(places);
  }, [map, places]);

  return (
    <div className={classes.frame} role="region" aria-label="Map of the library">
      <div ref={container} className={classes.map} />
      <div ref={labels} className={classes.labels} aria-hidden />
      {places && places.ids.length > 0 && (
        <div className={classes.acts}>
          <span>{plural(places.ids.length, 'asset')} with a place</span>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCrop size={14} />}
            onClick={() => view.current && showBox.current(view.current)}
          >
            Show what was taken here
          </Button>
        </div>
      )}
      {places?.ids.length === 0 && (
        <div className={classes.note}>
          <EmptyNote icon={<IconMapOff size={24} />} title="No asset here says where it was taken">
            Cameras and phones write the place into the picture when their location is switched on.
          </EmptyNote>
        </div>
      )}
      {!possible && (
        <p className={classes.note} role="status">
          The map needs WebGL, which this browser does not give. The gallery works without it.
        </p>
      )}
    </div>
  );
}
