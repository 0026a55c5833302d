import { z } from "zod";
import { isLoopback } from "./is_loopback.ts";

/** Addresses are shown and logged, so a user or a password is refused. */
export const serviceUrl = z.url({ protocol: /^https?$/, error: "expected an http or https address" })
  .refine(isWithoutLogin, "expected no user and no password: name a token instead")
  .meta({ pattern: "^https?://[^@/?#]+([/?#]|$)" });

/**
 * Of a new address: whoever may write accounts or subscriptions chooses where this machine calls, so nothing is sent
 * without TLS beyond this machine, and no private network is reached.
 */
export const outboundUrl = serviceUrl
  .refine(
    (text) => !text.startsWith("http:") || isLoopback(hostOf(text)),
    "expected https; http reaches this machine alone",
  )
  .refine((text) => !isPrivate(text), "expected no address of a private network");

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).hostname : "";
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** RFC 1918, 3927 and 6598, and what stands for any address. */
const PRIVATE_IPV4 = [
  /^(0|10)\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];
/** RFC 4193 and 4291, what stands for any address, and an IPv4 address in IPv6. */
const PRIVATE_IPV6 = /^\[(f[cd]|fe[89ab]|::\]|::ffff:)/;

/** A name such as 10.example is none. */
function isPrivate(text: string): boolean {
  const host = hostOf(text);
  return IPV4.test(host) ? PRIVATE_IPV4.some((range) => range.test(host)) : PRIVATE_IPV6.test(host);
}

function isWithoutLogin(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
