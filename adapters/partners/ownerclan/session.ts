import { z } from "zod";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { fetchText, UnreadableText } from "../fetch_text.ts";
import { askedToRetry, isTemporary, type Tried } from "../paced_tries.ts";

export interface Login {
  readonly authUrl: string;
  readonly username: string;
  readonly password: string;
}

/** Retrying can't help. */
export class LoginRefused extends PartnerUnavailable {
  constructor(authUrl: string, readonly status: number, why = `HTTP ${status}`) {
    super(`Cannot log in at ${authUrl}: ${why}`);
  }
}

interface Token {
  readonly text: string;
  readonly renewAtMs: number;
}

const ANSWER_WITHIN_MS = 30_000;
const DAY_MS = 86_400_000;
const LIFETIME_MS = 30 * DAY_MS;
const claims = z.object({ exp: z.number() });

/** One token for all calls of an account: 30 days, renewed a day before its end, and when a call is refused with it. */
export class OwnerclanSession {
  readonly #login: Login;
  readonly #now: () => number;
  #token: Token | null = null;
  #loggingIn: Promise<Tried<Token>> | null = null;

  constructor(login: Login, now: () => number = Date.now) {
    this.#login = login;
    this.#now = now;
  }

  get authUrl(): string {
    return this.#login.authUrl;
  }

  /** @param refused the token that a call was refused with. Throws `LoginRefused`. */
  async token(refused: string | null = null): Promise<Tried<string>> {
    const known = this.#token;
    if (known !== null && known.text !== refused && this.#now() < known.renewAtMs) return { answer: known.text };
    this.#loggingIn ??= this.#logIn().finally(() => this.#loggingIn = null);
    const tried = await this.#loggingIn;
    if (!("answer" in tried)) return tried;
    this.#token = tried.answer;
    return { answer: tried.answer.text };
  }

  async #logIn(): Promise<Tried<Token>> {
    const { authUrl, username, password } = this.#login;
    const fetched = await fetchText(authUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ service: "ownerclan", userType: "seller", username, password }),
    }, { withinMs: ANSWER_WITHIN_MS });
    if ("fault" in fetched) {
      const { fault } = fetched;
      if (fault instanceof UnreadableText) throw new LoginRefused(authUrl, 200, fault.message);
      return { again: fault, afterMs: null };
    }
    const { response, text } = fetched;
    const { status } = response;
    if (isTemporary(status)) return askedToRetry(response);
    if (!response.ok) throw new LoginRefused(authUrl, status);
    const token = text.trim().replace(/^"(.*)"$/, "$1");
    if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) throw new LoginRefused(authUrl, status, "the answer is no token");
    return { answer: { text: token, renewAtMs: this.#renewalOf(token) } };
  }

  #renewalOf(token: string): number {
    const now = this.#now();
    const expiresAt = expiryOf(token) ?? now + LIFETIME_MS;
    // A token that lives for less than two days is renewed halfway.
    return expiresAt - Math.min(DAY_MS, (expiresAt - now) / 2);
  }
}

function expiryOf(token: string): number | null {
  try {
    const payload = Uint8Array.fromBase64(token.split(".")[1]!, { alphabet: "base64url" });
    return claims.parse(JSON.parse(new TextDecoder().decode(payload))).exp * 1_000;
  } catch {
    return null;
  }
}
