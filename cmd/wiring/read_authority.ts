import { WrongSettings } from "./settings.ts";

/**
 * The PEM text of an authority that signed a server's certificate. Throws `WrongSettings` naming the variable.
 *
 * @param variable the one that names the file
 */
export function readAuthority(variable: string, path: string): string {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    throw new WrongSettings([`${variable} ${path} can't be read: ${(error as Error).message}`]);
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new WrongSettings([`${variable} ${path} holds no certificate: expected PEM text, -----BEGIN CERTIFICATE-----`]);
}
