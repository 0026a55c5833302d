/** What Coupang's gateway asks of every call, checked without the code under test. */
export interface GatewayRules {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly vendorId: string;
  /** Of the server; tests put it wrong. */
  readonly now: () => Date;
}

const FORM = /^CEA algorithm=HmacSHA256, access-key=([^,\s]+), signed-date=(\d{6}T\d{6}Z), signature=([0-9a-f]{64})$/;
const SIGNED_FOR_MS = 300_000;

/** The answer to a call that the gateway lets nobody make; `null` for a good one. */
export async function gatewayRefusal(request: Request, rules: GatewayRules): Promise<Response | null> {
  const [, accessKey, date, signature] = FORM.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!accessKey || !date || !signature) return refused(401, "HMAC format is invalid.");
  if (accessKey !== rules.accessKey) return refused(401, "Request is not authorized.");
  const at = Date.parse(date.replace(/^(..)(..)(..)T(..)(..)(..)Z$/, "20$1-$2-$3T$4:$5:$6Z"));
  if (Math.abs(rules.now().getTime() - at) > SIGNED_FOR_MS) return refused(401, "Specified signature is expired.");
  // As it was sent, not as a parser of addresses would write it.
  const [, target] = /^https?:\/\/[^/]+(.*)$/.exec(request.url)!;
  const [path, query = ""] = target!.split("?", 2) as [string, string?];
  const key = await crypto.subtle.importKey("raw", bytes(rules.secretKey), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const expected = await crypto.subtle.sign("HMAC", key, bytes(`${date}${request.method}${path}${query}`));
  if (new Uint8Array(expected).toHex() !== signature) return refused(401, "Invalid signature.");
  if (request.headers.get("x-requested-by") !== rules.vendorId) return refused(403, "[FORBIDDEN] Not allowed vendor");
  if (request.headers.get("content-type") !== "application/json;charset=UTF-8") {
    return refused(400, "Unsupported content type");
  }
  return null;
}

export function refused(status: number, message: string): Response {
  return answered({ code: "ERROR", message, transactionId: crypto.randomUUID() }, status);
}

export function answered(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json;charset=UTF-8" } });
}

/** A number with these digits, also where a double can't hold it. */
export function raw(digits: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);
}

const bytes = (text: string) => new TextEncoder().encode(text);
