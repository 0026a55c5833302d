import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { gradeSchema } from "./grade.ts";

export const userIdSchema = z.string().min(1).max(50).brand<"UserId">();
export type UserId = z.infer<typeof userIdSchema>;

export const GENDERS = ["M", "F"] as const;
export type Gender = typeof GENDERS[number];
export const USER_STATUSES = ["ACTIVE", "DORMANT"] as const;

/** In years. */
export const OLDEST = 150;

/** Every column of the seed's users table; `null` where an imported customer's data does not say. */
export const userSchema = z.object({
  userId: userIdSchema,
  name: z.string().min(1).max(100),
  gender: z.enum(GENDERS).nullable(),
  age: z.int().min(0).max(OLDEST).nullable(),
  birthYear: z.int().min(1850).max(2200).nullable(),
  address: z.string().max(255),
  addressDistrict: z.string().max(100),
  email: z.email().max(100).nullable(),
  grade: gradeSchema,
  status: z.enum(USER_STATUSES),
  lastLoginAt: instant.nullable(),
  marketingAgree: z.boolean(),
  createdAt: instant,
  /** When goods were last ordered; the cache pool's criterion. */
  lastOrderedAt: instant.nullable(),
  /** Evenly spread over [0, 1): a cheap random sample is an index range on it. */
  randomSeed: z.number().min(0).lt(1),
  /** A buyer without an account, one per invoice. No grade and no pool counts guests. */
  isGuest: z.boolean(),
}).readonly();

export type User = z.infer<typeof userSchema>;

export function parseUser(raw: unknown): Result<User, InvalidInput> {
  return parseAs(userSchema, raw, "user");
}

/** "20s" … "60s+", as stored with each order; `null` when the age is unknown. Under twenty is "10s". */
export function ageGroup(age: number | null): AgeGroup | null {
  if (age === null) return null;
  if (age < 20) return "10s";
  if (age >= 60) return "60s+";
  return `${Math.floor(age / 10) * 10}s` as AgeGroup;
}

export const AGE_GROUPS = ["10s", "20s", "30s", "40s", "50s", "60s+"] as const;
export type AgeGroup = typeof AGE_GROUPS[number];

/** A region's name is cut here: each order repeats it, and an address without spaces is no region. */
export const REGION_LENGTH = 50;

/** The first part of an address: "서울특별시 강남구 …" → "서울특별시". */
export function regionOf(address: string): string {
  const [first = ""] = address.trim().split(/\s+/);
  return [...first].slice(0, REGION_LENGTH).join("");
}

/**
 * The district (구, else 군 or 시) named in an address: "서울 강남구 역삼동" → "강남구", "Seoul Gangnam-gu" → "Gangnam-gu".
 * Sejong has no districts and stands for itself. Empty where none is named.
 */
export function districtOf(address: string): string {
  const parts = address.trim().split(/[\s,]+/);
  const named = (endings: RegExp) => parts.slice(1).find((part) => endings.test(part));
  return named(/(구|-gu)$/i) ?? named(/(군|-gun)$/i) ?? named(/(시|-si)$/i) ??
    (parts[0]?.startsWith("세종") ? "세종시" : "");
}
