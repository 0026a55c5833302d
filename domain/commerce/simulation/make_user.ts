import { pick, type Random, wholeBetween } from "../../shared/random.ts";
import { WeightedChoice } from "../../shared/weighted_choice.ts";
import { birthdayOf, newYearsDay } from "../policies/life.ts";
import { romanise, romaniseSurname } from "./romanise.ts";
import { seoulTime } from "../seoul_time.ts";
import { DISTRICTS, STREETS } from "./tables/districts.ts";
import { GIVEN_NAMES, SURNAMES } from "./tables/korean_names.ts";
import { POPULATION } from "../policies/population.ts";
import { districtOf, type Gender, GENDERS, type User, userIdSchema } from "../user.ts";

/** Reserved domains (RFC 2606, section 3): no message reaches a real person. */
const EMAIL_DOMAINS = ["example.com", "example.net", "example.org"] as const;

/** Share of new customers who agree to marketing; an estimate. */
const MARKETING_SHARE = 0.62;

const PEOPLE = new WeightedChoice(
  POPULATION.flatMap(({ from, to, ...residents }) =>
    GENDERS.map((gender) => ({ from, to, gender, residents: residents[gender] }))
  ),
  ({ residents }) => residents,
);
const FAMILIES = new WeightedChoice(SURNAMES, ([, perMille]) => perMille);
const HOMES = new WeightedChoice(DISTRICTS, ({ residents }) => residents);

export interface MakeOptions {
  /** At most 50 characters. */
  readonly id: string;
  readonly now: Date;
  readonly random: Random;
}

export function makeUser({ id, now, random }: MakeOptions): User {
  const userId = userIdSchema.parse(id);
  const randomSeed = random();
  const { from, to, gender } = PEOPLE.draw(random);
  const age = wholeBetween(random, from, to);
  const today = seoulTime(now);
  // Before this year's birthday the year of birth is one earlier.
  const isBirthdayToCome =
    birthdayOf({ userId, randomSeed, birthYear: null }) > today.dayNumber - newYearsDay(today.year);
  const birthYear = today.year - age - (isBirthdayToCome ? 1 : 0);
  const [surname] = FAMILIES.draw(random);
  const given = givenName(birthYear, gender, random);
  const address = `${HOMES.draw(random).name} ${pick(random, STREETS)} ${wholeBetween(random, 1, 320)}`;
  return {
    userId,
    name: surname + given,
    gender,
    age,
    birthYear,
    address,
    addressDistrict: districtOf(address),
    email: `${romanise(given)}.${romaniseSurname(surname)}${wholeBetween(random, 1, 9999)}@${
      pick(random, EMAIL_DOMAINS)
    }`,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: now,
    marketingAgree: random() < MARKETING_SHARE,
    createdAt: now,
    lastOrderedAt: null,
    randomSeed,
    isGuest: false,
    importRun: null,
  };
}

function givenName(birthYear: number, gender: Gender, random: Random): string {
  const generation = GIVEN_NAMES.findLast(({ from }) => from <= birthYear) ?? GIVEN_NAMES[0]!;
  return pick(random, generation.names[gender]);
}
