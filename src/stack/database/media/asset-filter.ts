/** The filter of gallery, map and search as a condition on `flightline.assets a`. */
import type { AssetFilter, GeoBox } from '#contract/media/assets';
import { toText } from '../jsonb';
import type { SqlArguments } from '../sql-arguments';

export function assetCondition(filter: AssetFilter, args: SqlArguments): string {
  const { kind, from, to, camera, box, clusterId, hidden = false } = filter;
  const parts = [`a.hidden_at is ${hidden ? 'not null' : 'null'}`];
  // Written out, so that the index of videos is seen to fit.
  if (kind !== undefined) parts.push(kind === 'video' ? `a.kind = 'video'` : `a.kind = 'image'`);
  if (from !== undefined) parts.push(`a.day >= ${args.add(from)}::date`);
  if (to !== undefined) parts.push(`a.day <= ${args.add(to)}::date`);
  if (camera !== undefined) parts.push(`a.camera = ${args.add(toText(camera))}`);
  if (box !== undefined) parts.push(boxCondition(box, args));
  if (clusterId !== undefined)
    parts.push(
      `a.id in (select m.asset_id from flightline.cluster_members m where m.cluster_id = ${args.add(clusterId)}::uuid)`,
    );
  return parts.join(' and ');
}

/** Whether it leaves out more than what is hidden. */
export function isNarrow(filter: AssetFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== false);
}

function boxCondition({ west, south, east, north }: GeoBox, args: SqlArguments): string {
  const within = (left: number, right: number) =>
    `point(a.longitude, a.latitude) <@ box(point(${args.add(left)}::float8, ${args.add(south)}::float8), point(${args.add(right)}::float8, ${args.add(north)}::float8))`;
  const places = west <= east ? within(west, east) : `(${within(west, 180)} or ${within(-180, east)})`;
  return `a.latitude is not null and ${places}`;
}
