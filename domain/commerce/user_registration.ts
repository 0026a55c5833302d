import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Random } from "../shared/random.ts";
import { accepted, type Result } from "../shared/result.ts";
import { withoutControls } from "../shared/no_controls.ts";
import { seoulTime } from "./seoul_time.ts";
import { districtOf, OLDEST_AGE, parseUser, type User, userIdSchema, userSchema } from "./user.ts";

const { shape } = userSchema.unwrap().omit({
  userId: true,
  createdAt: true,
  lastOrderedAt: true,
  randomSeed: true,
  isGuest: true,
  importRun: true,
});
/** Anything on both sides of an "@": only the mail server of the domain knows more. */
const ADDRESS = /^\S+@[^\s@]+$/;

/** Stored ones and those of messages are read as they are. */
const changeable = {
  ...shape,
  name: withoutControls(shape.name),
  address: withoutControls(shape.address),
  addressDistrict: withoutControls(shape.addressDistrict),
  email: withoutControls(
    shape.email.unwrap().regex(ADDRESS, "expected an e-mail address such as kim@example.com"),
  ).nullable(),
};

export const userDraftSchema = strictObject("user", {
  userId: userIdSchema.optional().describe("Chosen by the shop when left out"),
  ...changeable,
  gender: changeable.gender.default(null),
  age: changeable.age.default(null).describe("Computed from birthYear when left out"),
  birthYear: changeable.birthYear.default(null).describe("Computed from age when left out"),
  address: changeable.address.default(""),
  addressDistrict: changeable.addressDistrict.optional().describe("Taken from the address when left out"),
  email: changeable.email.default(null),
  grade: changeable.grade.default("BRONZE"),
  status: changeable.status.default("ACTIVE"),
  lastLoginAt: changeable.lastLoginAt.default(null),
  marketingAgree: changeable.marketingAgree.default(false),
});

export const userChangesSchema = strictObject("user", z.object(changeable).partial().shape)
  .refine(isAnyGiven, "expected at least one field to change");
export type UserChanges = Defined<z.output<typeof userChangesSchema>>;

interface RegistrationOptions {
  /** Used for a draft without an id. */
  readonly id: string;
  readonly now: Date;
  readonly random: Random;
}

export function registerUser(draft: unknown, { id, now, random }: RegistrationOptions): Result<User, InvalidInput> {
  const parsed = parseAs(userDraftSchema, draft, "user");
  if (!parsed.ok) return parsed;
  const said = parsed.value;
  return parseUser({
    ...said,
    ...ageAndBirthYear(said, now),
    userId: said.userId ?? id,
    addressDistrict: said.addressDistrict ?? districtOf(said.address),
    createdAt: now,
    lastOrderedAt: null,
    randomSeed: random(),
    isGuest: false,
  });
}

/** A new address sets the district, a new age the year of birth. */
export function parseUserChanges(
  raw: unknown,
  { now }: { readonly now: Date },
): Result<UserChanges, InvalidInput> {
  const parsed = parseAs(userChangesSchema, raw, "changes of the user");
  if (!parsed.ok) return parsed;
  const changes = omitUndefined(parsed.value);
  const { age = null, birthYear = null, address, addressDistrict } = changes;
  return accepted({
    ...changes,
    ...(address !== undefined && addressDistrict === undefined ? { addressDistrict: districtOf(address) } : {}),
    ...(age === null && birthYear === null ? {} : ageAndBirthYear({ age, birthYear }, now)),
  });
}

/** Off by one until the birthday, as the day of birth is unknown. A year outside the possible ages is clamped. */
function ageAndBirthYear({ age, birthYear }: Pick<User, "age" | "birthYear">, now: Date) {
  const { year } = seoulTime(now);
  return {
    age: age ?? (birthYear === null ? null : Math.min(Math.max(0, year - birthYear), OLDEST_AGE)),
    birthYear: birthYear ?? (age === null ? null : year - age),
  };
}
