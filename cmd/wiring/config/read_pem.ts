import { WrongSettings } from "./settings.ts";

const CALLED = { "CERTIFICATE": "certificate", "PRIVATE KEY": "private key without a passphrase" } as const;

/**
 * The text of a PEM file, which may hold other things too. Throws `WrongSettings` naming the variable.
 *
 * @param variable the one that names the file
 * @param what stands in the line that begins what is looked for; keys may say of which kind they are
 */
export function readPem(variable: string, path: string, what: keyof typeof CALLED): string {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    throw new WrongSettings([`${variable} ${path} can't be read: ${(error as Error).message}`]);
  }
  const isEncrypted = /-----BEGIN ENCRYPTED |^Proc-Type:.*ENCRYPTED/m.test(text);
  if (new RegExp(`-----BEGIN ([A-Z]+ )?${what}-----`).test(text) && !isEncrypted) return text;
  throw new WrongSettings([`${variable} ${path} holds no ${CALLED[what]}: expected PEM text, -----BEGIN ${what}-----`]);
}
