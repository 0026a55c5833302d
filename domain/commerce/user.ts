import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { outsideId } from "../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { gradeSchema } from "./grade.ts";
import { importRunSchema } from "./import_run.ts";

export const userIdSchema = outsideId(50).brand<"UserId">();
export type UserId = z.infer<typeof userIdSchema>;

export const GENDERS = ["M", "F"] as const;
export type Gender = typeof GENDERS[number];
export const USER_STATUSES = ["ACTIVE", "DORMANT"] as const;

export const OLDEST_AGE = 150;

/** `null` if an imported customer's data lacks the value. */
export const userSchema = z.object({
  userId: userIdSchema,
  name: z.string().min(1).max(100),
  gender: z.enum(GENDERS).nullable(),
  age: z.int().min(0).max(OLDEST_AGE).nullable(),
  birthYear: z.int().min(1850).max(2200).nullable(),
  address: z.string().max(255),
  addressDistrict: z.string().max(100),
  /** As the customer gave it: addresses in Hangul and those of older mobile carriers fit no pattern. */
  email: z.string().max(100).nullable(),
  grade: gradeSchema,
  status: z.enum(USER_STATUSES),
  lastLoginAt: instant.nullable(),
  marketingAgree: z.boolean(),
  createdAt: instant,
  /** Time of the last order of goods; the cache pool's criterion. */
  lastOrderedAt: instant.nullable(),
  /** Uniform over [0, 1): a cheap random sample is an index range on it. */
  randomSeed: z.number().min(0).lt(1),
  /** A buyer without an account, one per invoice. Guests count in no grade and no pool. */
  isGuest: z.boolean(),
  importRun: importRunSchema.nullable().default(null),
}).readonly();

export type User = z.infer<typeof userSchema>;

export function parseUser(raw: unknown): Result<User, InvalidInput> {
  return parseAs(userSchema, raw, "user");
}

/** "10s" (under twenty) to "60s+", as stored with each order; `null` when the age is unknown. */
export function ageGroup(age: number | null): AgeGroup | null {
  if (age === null) return null;
  if (age < 20) return "10s";
  if (age >= 60) return "60s+";
  return `${Math.floor(age / 10) * 10}s` as AgeGroup;
}

export const AGE_GROUPS = ["10s", "20s", "30s", "40s", "50s", "60s+"] as const;
export type AgeGroup = typeof AGE_GROUPS[number];

/** Regions are cut to this length: each order repeats it, and an address may have no spaces. */
export const REGION_LENGTH = 50;

export function regionOf(address: string): string {
  const [first = ""] = address.trim().split(/\s+/);
  return [...first].slice(0, REGION_LENGTH).join("");
}

/** 구, else 군 or 시: "서울 강남구 역삼동" → "강남구", "Seoul Gangnam-gu" → "Gangnam-gu". Sejong is its own; empty if none. */
export function districtOf(address: string): string {
  const parts = address.trim().split(/[\s,]+/);
  const named = (endings: RegExp) => parts.slice(1).find((part) => endings.test(part));
  return named(/(구|-gu)$/i) ?? named(/(군|-gun)$/i) ?? named(/(시|-si)$/i) ??
    (parts[0]?.startsWith("세종") ? "세종시" : "");
}
