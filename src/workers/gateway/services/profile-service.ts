/** Connection profiles: kept in the home directory, tested, and changed to. */
import { FlightlineError } from '#contract/errors';
import { type ProfileInput, localProfile } from '#contract/profiles';
import { topics } from '#contract/relay';
import type { Services } from '#contract/services';
import { once } from '../../../stack/database/audit';
import { checkProfile } from '../../../stack/profiles/check-profile';
import {
  completedProfile,
  findProfile,
  readProfiles,
  removeProfile,
  saveProfile,
  shownLocal,
  shownProfile,
} from '../../../stack/profiles/profile-file';
import type { GatewayParts } from '../parts';

export function createProfileService({
  init,
  link,
  database,
  hub,
  log,
  facts,
}: GatewayParts): Services['profiles'] {
  const { dataDir: homeDir, profile: current, trouble } = init.home;
  const changed = () => hub.publish({ type: 'changed', part: 'profiles' });

  async function shownNow(name: string) {
    const found = (await readProfiles(homeDir)).find((one) => one.name === name);
    return found && shownProfile(found);
  }

  function assertNotInUse(name: string): void {
    if (name === current.name)
      throw new FlightlineError('CONFLICT', `${name} is in use; change to another profile first.`);
  }

  return {
    async list() {
      const kept = (await readProfiles(homeDir)).sort((a, b) => (a.name < b.name ? -1 : 1));
      return {
        current,
        profiles: [shownLocal, ...kept.map(shownProfile)],
        trouble,
        startedAt: facts.startedAt,
      };
    },
    async test(profile) {
      const stored =
        typeof profile === 'string'
          ? await findProfile(homeDir, profile)
          : await completedProfile(homeDir, profile);
      return checkProfile(stored, init.resourcesDir);
    },
    async save(input: ProfileInput, by) {
      assertNotInUse(input.name);
      // The log of acts gets what may be seen; the addresses go to the file alone.
      const subject = shownProfile(await completedProfile(homeDir, input));
      return once(database, { ...by, act: 'profiles.save', subject }, async (change) => {
        change.before = await shownNow(input.name);
        const saved = shownProfile(await saveProfile(homeDir, input));
        change.after = saved;
        changed();
        return saved;
      });
    },
    async remove(name, by) {
      assertNotInUse(name);
      return once(database, { ...by, act: 'profiles.remove', subject: { name } }, async (change) => {
        change.before = await shownNow(name);
        const done = await removeProfile(homeDir, name);
        changed();
        return {
          done: done ? 1 : 0,
          skipped: done ? [] : [{ id: name, reason: 'There is no such profile.' }],
        };
      });
    },
    async use(name, actor) {
      if (name !== localProfile) await findProfile(homeDir, name);
      log.info('profile-changes', { from: current.name, to: name, actor });
      // Answered before the end, which would cut the answer off.
      setImmediate(() => link.relay('supervisor', topics.renew, { profile: name }));
      return { name };
    },
  };
}
