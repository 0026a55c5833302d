import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import { plainId, plainText, storedId, storedText } from "./plain_text.ts";

export const customerIdSchema = plainId(64).brand<"CustomerId">();
/** For look-ups, and for what was stored or sent by an earlier version: the one spelling of an id. */
export const knownCustomerIdSchema = storedId(64).brand<"CustomerId">();
/** As it is stored: a spelling that waits for a decision stays itself. */
export const storedCustomerIdSchema = storedText(64).brand<"CustomerId">();
export type CustomerId = z.infer<typeof customerIdSchema>;

export const MOST_PREFERENCES = 100;

/** Bounded, because each detection reads and writes them. */
export const preferencesSchema = preferences(plainText);
const storedPreferencesSchema = preferences(storedText);
export type Preferences = z.infer<typeof preferencesSchema>;

/** Of a member of the shop, whom another context knows. */
const memberIdSchema = plainId(50);
const USER_ID_IS = "The member of the shop that the customer is, by agreement";

export const customerSchema = z.object({
  customerId: storedCustomerIdSchema,
  userId: storedText(50).nullable().default(null).describe(USER_ID_IS),
  /** Time of the last identification; never decreases. */
  lastSeen: instant,
  preferences: storedPreferencesSchema,
}).readonly();

export type Customer = z.infer<typeof customerSchema>;

export const customerDraftSchema = strictObject("customer", {
  preferences: preferencesSchema.default({}),
  userId: memberIdSchema.nullable().optional().describe(`${USER_ID_IS}; null ends it, left out it stays`),
});

export function parseCustomer(raw: unknown): Result<Customer, InvalidInput> {
  return parseAs(customerSchema, raw, "customer");
}

export interface TooManyPreferences extends Refusal {
  readonly code: "too_many_preferences";
}

/** Merges by key; `said` wins. */
export function mergePreferences(known: Preferences, said: Preferences): Result<Preferences, TooManyPreferences> {
  const merged = { ...known, ...said };
  return Object.keys(merged).length <= MOST_PREFERENCES ? accepted(merged) : refused(tooManyPreferences());
}

export function tooManyPreferences(): TooManyPreferences {
  const message = `Cannot keep the preferences: there would be more than ${MOST_PREFERENCES}`;
  return { code: "too_many_preferences", message };
}

function preferences(text: typeof plainText) {
  return z.record(text(64), text(256)).readonly().refine(
    (preferences) => Object.keys(preferences).length <= MOST_PREFERENCES,
    `expected at most ${MOST_PREFERENCES} preferences`,
  ).meta({ maxProperties: MOST_PREFERENCES });
}
