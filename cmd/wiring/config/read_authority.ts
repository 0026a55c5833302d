import { readPem } from "./read_pem.ts";

/**
 * The PEM text of an authority that signed a server's certificate. Throws `WrongSettings` naming the variable.
 *
 * @param variable the one that names the file
 */
export function readAuthority(variable: string, path: string): string {
  return readPem(variable, path, "CERTIFICATE");
}
