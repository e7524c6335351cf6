/** Connection profiles of the home directory. */
import type { ActResult } from '../jobs';
import type { ProfileCheck, ProfileInput, ProfileList, ShownProfile } from '../profiles';
import type { Act } from './act';

export interface ProfileService {
  /** @throws FlightlineError `BAD_SETTINGS` when the file cannot be read */
  list(): Promise<ProfileList>;
  /** One that is kept, or one that is being written. @throws FlightlineError `NOT_FOUND`, `INVALID_INPUT` */
  test(profile: string | ProfileInput): Promise<ProfileCheck>;
  /** @throws FlightlineError `CONFLICT` for the one in use, `INVALID_INPUT` */
  save(input: ProfileInput, act: Act): Promise<ShownProfile>;
  /** @throws FlightlineError `CONFLICT` for the one in use */
  remove(name: string, act: Act): Promise<ActResult>;
  /** Starts the parts of the instance again with it. It is no act of the database that is left or entered. @throws FlightlineError `NOT_FOUND` */
  use(name: string, actor: string): Promise<{ name: string }>;
}
