import { WrongSettings } from "./settings.ts";

/** The files with the certificate that this side shows, and with its key; PEM texts. */
export interface ClientCertificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** From `<engine>_CERT_FILE` and `<engine>_KEY_FILE`; `null` where neither is set. Throws `WrongSettings` for one alone. */
export function clientCertificate(
  engine: "DATABASE" | "REDIS" | "KAFKA",
  settings: Readonly<Record<string, unknown>>,
): ClientCertificate | null {
  const [cert, key] = [`${engine}_CERT_FILE`, `${engine}_KEY_FILE`];
  const [certFile, keyFile] = [settings[cert], settings[key]];
  if (typeof certFile === "string" && typeof keyFile === "string") return { certFile, keyFile };
  if (certFile === undefined && keyFile === undefined) return null;
  const [missing, given] = certFile === undefined ? [cert, key] : [key, cert];
  throw new WrongSettings([`${missing} is not set: ${given} is, and a certificate is of no use without its key`]);
}
