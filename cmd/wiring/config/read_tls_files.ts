import type { ClientCertificate } from "./client_certificate.ts";
import { readAuthority } from "./read_authority.ts";
import { readPem } from "./read_pem.ts";

/** PEM texts as the drivers take them. */
export interface TlsTexts {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** What the files hold that an engine's settings name. Throws `WrongSettings` naming the variable. */
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
