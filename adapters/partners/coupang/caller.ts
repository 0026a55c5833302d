import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { fetchText, UnreadableText } from "../fetch_text.ts";
import { askedToRetry, isTemporary, PacedTries, type Tried } from "../paced_tries.ts";
import type { PartnerAddress } from "../protocol.ts";
import { parseExactJson } from "./exact_json.ts";
import { authorizationOf, type CoupangKeys, keysIn } from "./signature.ts";

export interface CoupangCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The gateway gives up after 10 s otherwise. */
  readonly isSlow?: boolean;
}

export interface CoupangAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Exchange {
  readonly url: string;
  readonly status: number | null;
  readonly bytes: number | null;
  readonly date: Date | null;
  readonly outcome: Tried<CoupangAnswer> | { readonly unavailable: string };
}

export type CoupangOptions = PartnerAddress & { readonly clock?: () => Date };

const ANSWER_WITHIN_MS = 30_000;
const SLOW_MS = 90_000;

const REMEDIES: Readonly<Record<number, string>> = {
  401: "check the keys in MARKET_TOKENS, and that this machine's clock is right",
  403: "register this machine's address with the keys at Coupang Wing",
};

/** Signs every try anew: a signature expires within minutes. */
export class CoupangCaller {
  readonly vendorId: string;
  readonly tries: PacedTries;
  readonly #options: CoupangOptions;
  readonly #keys: CoupangKeys;

  /** Throws `PartnerUnavailable` for an account without keys or vendor id. */
  constructor(options: CoupangOptions) {
    this.#options = options;
    this.#keys = keysIn(options.token);
    if (!options.vendorId) throw new PartnerUnavailable("Cannot call Coupang: the account has no vendorId");
    this.vendorId = options.vendorId;
    this.tries = new PacedTries(options);
  }

  get service(): string {
    return `the API at ${this.#options.url}`;
  }

  /**
   * Retries temporary failures. Throws `Outage` after the last try, `PartnerUnavailable` for 401, 403 and what is no
   * JSON, and the signal's reason.
   */
  call(call: CoupangCall, signal: AbortSignal): Promise<CoupangAnswer> {
    return this.tries.run(this.service, signal, () => this.once(call, signal));
  }

  /** A single try, for a call that must not be repeated unseen. */
  async once(call: CoupangCall, signal: AbortSignal): Promise<Tried<CoupangAnswer>> {
    const { outcome } = await this.exchange(call, signal);
    if ("unavailable" in outcome) throw new PartnerUnavailable(outcome.unavailable);
    return outcome;
  }

  async exchange({ method, path, query = {}, body, isSlow }: CoupangCall, signal: AbortSignal): Promise<Exchange> {
    const search = new URLSearchParams(query).toString();
    const url = `${this.#options.url.replace(/\/+$/, "")}${path}${search === "" ? "" : `?${search}`}`;
    const authorization = authorizationOf(
      { method, path, query: search },
      this.#keys,
      this.#options.clock?.() ?? new Date(),
    );
    const fetched = await fetchText(url, {
      method,
      headers: {
        authorization,
        "content-type": "application/json;charset=UTF-8",
        "x-requested-by": this.vendorId,
        ...(isSlow ? { "x-extended-timeout": String(SLOW_MS) } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }, { withinMs: ANSWER_WITHIN_MS + (isSlow ? SLOW_MS : 0), signal });
    if ("fault" in fetched) {
      const { fault, status } = fetched;
      signal.throwIfAborted();
      const outcome = fault instanceof UnreadableText
        ? { unavailable: `Cannot call ${url}: ${fault.message}` }
        : { again: fault, afterMs: null };
      return { url, status, bytes: null, date: null, outcome };
    }
    const { response, text, date } = fetched;
    return { url, status: response.status, bytes: text.length, date, outcome: outcomeOf(url, response, text) };
  }
}

function outcomeOf(url: string, response: Response, text: string): Exchange["outcome"] {
  const { status } = response;
  if (isTemporary(status)) return askedToRetry(response);
  const remedy = REMEDIES[status];
  if (remedy) return { unavailable: `Cannot call ${url}: HTTP ${status}: ${remedy}` };
  try {
    return { answer: { status, body: text === "" ? null : parseExactJson(text) } };
  } catch {
    // The parser's message repeats its input.
    return { unavailable: `Cannot call ${url}: the answer is no JSON` };
  }
}
