import { z } from "zod";

/** Most ids. They are normalised already, to do which would take longer than the rest of their check. */
export const ASCII_ID = /^[\x21-\x7e]+$/;

/** NFC, without surrounding white space. */
export function canonicalId(text: string): string {
  return ASCII_ID.test(text) ? text : text.normalize("NFC").trim();
}

/**
 * The base of every id that comes from outside: one person, product or order has one id however a system spells it
 * (macOS and iOS decompose Hangul). Contexts add their own rules.
 */
export function outsideId(longest: number) {
  return z.string().overwrite(canonicalId).min(1).max(longest);
}
