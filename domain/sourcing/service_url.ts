import { z } from "zod";

/** Addresses are shown and logged, so a user or a password is refused. */
export const serviceUrl = z.url({ protocol: /^https?$/, error: "expected an http or https address" })
  .refine(isWithoutLogin, "expected no user and no password: name a token instead")
  .meta({ pattern: "^https?://[^@/?#]+([/?#]|$)" });

function isWithoutLogin(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
