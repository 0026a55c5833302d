import { reasonOf } from "../../application/shared/fault.ts";

export interface ConnectionRefusal {
  readonly code: ConnectionRefusalCode;
  readonly detail: string;
  /** `host:port`. */
  readonly address: string;
}

const TRANSIENT = [
  "unknown_host",
  "no_route",
  "nothing_listens",
  "too_many_connections",
  "cluster_down",
  "read_only",
  "no_answer",
] as const;

export type ConnectionRefusalCode =
  | typeof TRANSIENT[number]
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

export type Probe<Facts> =
  | { readonly reachable: true; readonly facts: Facts }
  | { readonly reachable: false; readonly refusal: ConnectionRefusal };

/** A later attempt may succeed with the same settings. */
export function isTransient({ code }: Pick<ConnectionRefusal, "code">): boolean {
  return (TRANSIENT as readonly string[]).includes(code);
}

const NETWORK: readonly (readonly [ConnectionRefusalCode, RegExp])[] = [
  ["unknown_host", /ENOTFOUND|EAI_AGAIN|lookup|name or service/i],
  ["no_route", /UNREACH|unreachable/i],
  ["nothing_listens", /refused/i],
];

/** In the words of OpenSSL, Node and rustls. */
const TLS: readonly (readonly [ConnectionRefusalCode, RegExp])[] = [
  ["certificate_for_other_name", /ALTNAME|does not match certificate|NotValidForName/i],
  ["certificate_expired", /certificate has expired|CERT_HAS_EXPIRED|not yet valid|: Expired/i],
  [
    "wants_certificate",
    /fatal alert: ?(CertificateRequired|BadCertificate|UnknownCA|UnsupportedCertificate|CertificateUnknown|CertificateExpired|HandshakeFailure)|alert.certificate.required/i,
  ],
  ["unknown_authority", /self.signed|unable to (get|verify)|UnknownIssuer|UNABLE_TO_/i],
];

export function errorText(error: unknown): string {
  return `${(error as { code?: unknown } | null)?.code ?? ""} ${reasonOf(error)}`;
}

/** "no_answer" for everything else. */
export function networkCodeOf(error: unknown): ConnectionRefusalCode {
  const text = errorText(error);
  return NETWORK.find(([, pattern]) => pattern.test(text))?.[0] ?? "no_answer";
}

/** `null` when it was not TLS. */
export function tlsRefusalOf(error: unknown): ConnectionRefusalCode | null {
  const text = errorText(error);
  return TLS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** A server that does not understand a TLS handshake hangs up. */
export function hungUpOnTls(error: unknown): boolean {
  return /before secure TLS connection|ECONNRESET|InvalidContentType|wrong version number|corrupt message/i.test(
    errorText(error),
  );
}
