/** Connection profiles: this machine's own Redis and PostgreSQL, or those of an instance elsewhere. */
import { z } from 'zod';

/** The profile that is always there: the instance of the data directory itself. */
export const localProfile = 'local';

export const profileColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'grape', 'gray'] as const;

export const ProfileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens, at most 31')
  .refine((name) => name !== localProfile, `${localProfile} is the instance of the data directory itself`);

const RedisUrl = z
  .string()
  .max(1000)
  .regex(/^rediss?:\/\/./, 'redis://… or rediss://…');
const DatabaseUrl = z
  .string()
  .max(1000)
  .regex(/^postgres(ql)?:\/\/./, 'postgres://…');

/** As the file of profiles keeps it: the addresses may hold passwords. */
export const StoredProfile = z.strictObject({
  name: ProfileName,
  /** What people call it; empty: its name. */
  label: z.string().trim().max(60).default(''),
  colour: z.enum(profileColours).default('grape'),
  /** Marked on every page so that nobody takes it for another one. */
  production: z.boolean().default(false),
  redisUrl: RedisUrl,
  databaseUrl: DatabaseUrl,
});
export type StoredProfile = z.infer<typeof StoredProfile>;

/** An address that is left out stays as it is; a new profile needs both. */
export const ProfileInput = StoredProfile.extend({
  redisUrl: RedisUrl.optional(),
  databaseUrl: DatabaseUrl.optional(),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

/** What is shown: addresses without passwords. */
export const ShownProfile = z.object({
  name: z.string(),
  label: z.string(),
  colour: z.enum(profileColours),
  production: z.boolean(),
  /** Null for `local`. */
  redis: z.string().nullable(),
  database: z.string().nullable(),
});
export type ShownProfile = z.infer<typeof ShownProfile>;

/** Where the instance is at home, and what it works with at the moment. */
export const Home = z.object({
  dataDir: z.string(),
  instanceId: z.string(),
  profile: ShownProfile,
  /** A profile that could not be started, so that this one goes on. */
  trouble: z.object({ profile: z.string(), message: z.string() }).nullable(),
});
export type Home = z.infer<typeof Home>;

export interface ProfileList {
  current: ShownProfile;
  /** `local` first. */
  profiles: ShownProfile[];
  trouble: Home['trouble'];
  /** When this life of the instance began. */
  startedAt: number;
}

/** Each step of a test that was reached, in order. */
export interface ProfileCheck {
  steps: { what: 'redis' | 'database' | 'tables'; ok: boolean; detail: string }[];
}
