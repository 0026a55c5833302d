import { type CustomerId, knownCustomerIdSchema } from "./customer.ts";
import type { CustomerIdentity } from "./customer_identity.ts";

/** A customer is identified once at a time, so the two name an identification. */
export type IdentityKey = Pick<CustomerIdentity, "customerId" | "detectedAt">;

const WRITTEN = /^([0-9a-z]{1,9})-([A-Za-z0-9_-]{1,400})$/;

/** Opaque to whoever keeps it: letters, digits, dashes and underscores. */
export function identityIdOf({ customerId, detectedAt }: IdentityKey): string {
  const name = new TextEncoder().encode(customerId).toBase64({ alphabet: "base64url", omitPadding: true });
  return `${detectedAt.getTime().toString(36)}-${name}`;
}

/** `null` for what is the id of no identification. */
export function parseIdentityId(text: string): IdentityKey | null {
  const [, time, name] = WRITTEN.exec(text) ?? [];
  if (time === undefined || name === undefined) return null;
  try {
    const customer = new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.fromBase64(name, { alphabet: "base64url" }),
    );
    const customerId = knownCustomerIdSchema.safeParse(customer).data;
    const detectedAt = new Date(parseInt(time, 36));
    if (customerId === undefined || Number.isNaN(detectedAt.getTime())) return null;
    return { customerId: customerId as CustomerId, detectedAt };
  } catch {
    return null;
  }
}
