import type { TlsTexts } from "../../../adapters/system/tls_texts.ts";
import { readSettingFile, WrongSettings } from "./settings.ts";

/** PEM files. */
export interface ClientCertificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** `null` where neither file is set. Throws `WrongSettings` for one alone. */
export function clientCertificate(
  engine: "DATABASE" | "REDIS" | "KAFKA",
  settings: Readonly<Record<string, unknown>>,
): ClientCertificate | null {
  const cert = `${engine}_CERT_FILE`;
  const key = `${engine}_KEY_FILE`;
  const certFile = settings[cert];
  const keyFile = settings[key];
  if (typeof certFile === "string" && typeof keyFile === "string") return { certFile, keyFile };
  if (certFile === undefined && keyFile === undefined) return null;
  const [missing, given] = certFile === undefined ? [cert, key] : [key, cert];
  throw new WrongSettings([`${missing} is not set: ${given} is, and a certificate is of no use without its key`]);
}

const CALLED = { "CERTIFICATE": "certificate", "PRIVATE KEY": "private key without a passphrase" } as const;

/** The file may hold other things too. Throws `WrongSettings` naming the variable. */
function readPem(variable: string, path: string, what: keyof typeof CALLED): string {
  const text = readSettingFile(variable, path);
  const isEncrypted = /-----BEGIN ENCRYPTED |^Proc-Type:.*ENCRYPTED/m.test(text);
  if (new RegExp(`-----BEGIN ([A-Z]+ )?${what}-----`).test(text) && !isEncrypted) return text;
  throw new WrongSettings([`${variable} ${path} holds no ${CALLED[what]}: expected PEM text, -----BEGIN ${what}-----`]);
}

/** PEM. Throws `WrongSettings` naming the variable. */
export function readAuthority(variable: string, path: string): string {
  return readPem(variable, path, "CERTIFICATE");
}

/** The files' PEM texts. Throws `WrongSettings` naming the variable. */
export function readTlsFiles(
  engine: "DATABASE" | "REDIS" | "KAFKA",
  { caFile, certificate }: { readonly caFile: string | null; readonly certificate: ClientCertificate | null },
): TlsTexts {
  return {
    ...(caFile ? { ca: readAuthority(`${engine}_CA_FILE`, caFile) } : {}),
    ...(certificate
      ? {
        cert: readPem(`${engine}_CERT_FILE`, certificate.certFile, "CERTIFICATE"),
        key: readPem(`${engine}_KEY_FILE`, certificate.keyFile, "PRIVATE KEY"),
      }
      : {}),
  };
}
