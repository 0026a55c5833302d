import { z } from "zod";
import { type PartnerRefusal, PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { partnersWords } from "../protocol.ts";
import { wireId } from "./supplier_format.ts";
import type { JsonAnswer } from "./json_caller.ts";

const withId = z.object({ id: wireId });
const withReason = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
  detail: z.string().optional(),
});

/** Throws `PartnerUnavailable` for an answer without an id. */
export function idIn({ status, body }: JsonAnswer): string {
  const parsed = withId.safeParse(body);
  if (!parsed.success) throw new PartnerUnavailable(`Cannot read the answer: HTTP ${status} without an id`);
  return parsed.data.id;
}

export function refusalIn({ status, body }: JsonAnswer): PartnerRefusal {
  const { reason, message, detail } = withReason.safeParse(body).data ?? {};
  return { outcome: "refused", reason: partnersWords(reason ?? message ?? detail ?? `HTTP ${status}`) };
}

/** Of what was sent; other statuses below 500 concern the account or the address. */
export function isRefusal(status: number): boolean {
  return [400, 404, 409, 410, 413, 422].includes(status);
}

export function unexpected(what: string, { status }: JsonAnswer): PartnerUnavailable {
  return new PartnerUnavailable(`Cannot ${what}: HTTP ${status}`);
}
