import { z } from "zod";

export const ACCOUNT_STATUSES = ["ACTIVE", "PAUSED", "CLOSED"] as const;

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "expected small letters, digits and dashes");

export const protocolSchema = slug.describe("How the partner's API is spoken to");
export const DEFAULT_PROTOCOL = "json";

/** The name of a token; the tokens themselves are settings. */
export const credentialSchema = z.string().regex(/^[^=,\s]{1,100}$/, "expected the name of a token").nullable();
