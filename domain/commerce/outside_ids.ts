import type { Digest } from "../shared/digest.ts";
import { withoutControls } from "../shared/no_controls.ts";
import { canonicalId, outsideId } from "../shared/outside_id.ts";

export const LONGEST_INVOICE = 50;
const LONGEST_ID = 50;
const PERSONAL_DIGITS = 32;
/** Latin letters, digits and the signs that systems put into ids: no e-mail address, no name. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;
const TELEPHONE = /^\+?[0-9][0-9 ()-]{7,}$/;

/** As other systems write them: `#1001`, `20260302-0000012`, 32 hexadecimal digits. NFC, without spaces around it. */
export const invoiceSchema = withoutControls(outsideId(LONGEST_INVOICE));

/** A product's code, or its name where it has none; too long a one ends in a digest. */
export function productCode(text: string, digest: Digest): string {
  const code = canonicalId(text);
  return code.length <= LONGEST_ID ? code : shortened(code, digest);
}

/** `null` without one. What tells who it is (an e-mail address, a telephone number, a name) is kept as a digest. */
export function customerCode(text: string, digest: Digest): string | null {
  const id = canonicalId(text);
  if (id === "") return null;
  if (PLAIN.test(id) && !isTelephone(id)) return id.length <= LONGEST_ID ? id : shortened(id, digest);
  return `c-${digest(id.toLowerCase()).slice(0, PERSONAL_DIGITS)}`;
}

/** The buyer without an account of one invoice. */
export function guestCode(invoice: string, digest: Digest): string {
  return productCode(`guest-${invoice}`, digest);
}

function isTelephone(id: string): boolean {
  return TELEPHONE.test(id) && (/^(\+|0)/.test(id) || id.includes("-")) && id.replaceAll(/\D/g, "").length <= 15;
}

function shortened(text: string, digest: Digest): string {
  const end = `-${digest(text).slice(0, 12)}`;
  return text.slice(0, LONGEST_ID - end.length).replace(/[\uD800-\uDBFF]$/, "") + end;
}
