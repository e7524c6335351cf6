/** HTML labels at the map's edges: a glyph server would be needed for labels drawn by the map itself. */
import type { Map as MapLibre } from 'maplibre-gl';
import type { Bounds } from './bounds';
import { degreeLabel, graticuleOf, graticuleStep } from './graticule';

export function viewBounds(map: MapLibre): Bounds {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** A label that would be cut off at the side is left out. */
const halfLabelPx = 26;

function place(parent: HTMLElement, text: string, style: Partial<CSSStyleDeclaration>): void {
  const label = document.createElement('span');
  label.textContent = text;
  Object.assign(label.style, style);
  parent.append(label);
}

/** Draws all labels anew; there are about a dozen. North is always up, so one projection per line is enough. */
export function drawLabels(map: MapLibre, layer: HTMLElement): void {
  const bounds = viewBounds(map);
  const step = graticuleStep(bounds);
  const { longitudes, latitudes } = graticuleOf(bounds);
  const center = map.getCenter();
  layer.replaceChildren();
  for (const lon of longitudes) {
    const { x } = map.project([lon, center.lat]);
    if (x < halfLabelPx || x > layer.clientWidth - halfLabelPx) continue;
    place(layer, degreeLabel(lon, 'lon', step), {
      left: `${x}px`,
      top: '4px',
      transform: 'translateX(-50%)',
    });
  }
  for (const lat of latitudes) {
    const { y } = map.project([center.lng, lat]);
    if (y < 22) continue;
    place(layer, degreeLabel(lat, 'lat', step), {
      left: '6px',
      top: `${y}px`,
      transform: 'translateY(-50%)',
    });
  }
}
