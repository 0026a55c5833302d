/** 256 random bits, with a prefix by which scanners for secrets know it. */
export function newApiKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(32));
  return `till_${random.toBase64({ alphabet: "base64url", omitPadding: true })}`;
}
