import { z } from "zod";
import { type PartnerRefusal, PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { partnersWords } from "../protocol.ts";
import type { CoupangAnswer } from "./caller.ts";

const envelope = z.object({
  code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().nullish(),
  data: z.unknown().optional(),
  nextToken: z.union([z.string(), z.int().transform(String)]).nullish(),
});

export type Said =
  | { readonly ok: true; readonly data: unknown; readonly nextToken: string | null }
  | { readonly ok: false; readonly reason: string };

/** A business fault comes as 200 with the code ERROR as well as with a status of 4xx. */
export function saidIn({ status, body }: CoupangAnswer): Said {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { ok: false, reason: `HTTP ${status} without a code` };
  const { code, message, data, nextToken } = parsed.data;
  const isDone = status < 300 && (code === "SUCCESS" || /^2\d\d$/.test(code));
  if (isDone) return { ok: true, data, nextToken: nextToken || null };
  return { ok: false, reason: partnersWords(message || `HTTP ${status}, ${code}`) };
}

export function refusal(reason: string): PartnerRefusal {
  return { outcome: "refused", reason: partnersWords(reason) };
}

/** Throws `PartnerUnavailable` for data of another shape: nothing is guessed. */
export function dataAs<T extends z.ZodType>(schema: T, data: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PartnerUnavailable(`Cannot read ${what}: ${issue!.path.join(".")}: ${issue!.message}`);
}
