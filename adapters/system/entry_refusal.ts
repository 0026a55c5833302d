import { reasonOf } from "../../application/shared/fault.ts";

/**
 * What an engine that answers, but lets nobody in with these settings, has against them. Trying again helps nobody here,
 * unlike with an engine that is away.
 */
export interface EntryRefusal {
  readonly kind: EntryRefusalKind;
  /** What the engine or the client said. */
  readonly reason: string;
  /** `host:port` of who refused. */
  readonly address: string;
}

export type EntryRefusalKind =
  | "unknown_authority"
  | "certificate_expired"
  | "certificate_for_other_name"
  | "wants_certificate"
  | "wants_tls"
  | "wants_no_tls"
  | "wants_login"
  | "wants_no_login"
  | "login_refused"
  | "mechanism_refused"
  | "no_such_database"
  | "not_allowed";

/** By what the runtime's TLS says, in OpenSSL's words, in Node's and in rustls'. */
const TLS_SAYS: readonly (readonly [EntryRefusalKind, RegExp])[] = [
  ["certificate_for_other_name", /ALTNAME|does not match certificate|NotValidForName/i],
  ["certificate_expired", /certificate has expired|CERT_HAS_EXPIRED|not yet valid|: Expired/i],
  [
    "wants_certificate",
    /fatal alert: ?(CertificateRequired|BadCertificate|UnknownCA|UnsupportedCertificate|CertificateUnknown|CertificateExpired|HandshakeFailure)|alert.certificate.required/i,
  ],
  ["unknown_authority", /self.signed|unable to (get|verify)|UnknownIssuer|UNABLE_TO_/i],
];

/** Which part of TLS failed; `null` where it was something else. */
export function tlsRefusalOf(error: unknown): EntryRefusalKind | null {
  const said = `${(error as { code?: unknown } | null)?.code ?? ""} ${reasonOf(error)}`;
  return TLS_SAYS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

/** What a client says when the other side hangs up on a greeting that it does not understand. */
export function hungUpOnTls(error: unknown): boolean {
  return /before secure TLS connection|ECONNRESET|InvalidContentType|wrong version number|corrupt message/i.test(
    `${(error as { code?: unknown } | null)?.code ?? ""} ${reasonOf(error)}`,
  );
}
