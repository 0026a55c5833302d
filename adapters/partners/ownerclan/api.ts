import { z } from "zod";
import { reasonOf } from "../../../application/shared/fault.ts";
import { type FeedAttempt, PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { fetchText, UnreadableText } from "../fetch_text.ts";
import { askedToRetry, isTemporary, PacedTries, type Tried } from "../paced_tries.ts";
import { type PartnerAddress, partnersWords } from "../protocol.ts";
import { LoginRefused, OwnerclanSession } from "./session.ts";

const errorSchema = z.object({
  message: z.string().catch("no reason"),
  path: z.array(z.union([z.string(), z.number()])).nullish().catch(null),
  extensions: z.object({ code: z.string().optional() }).nullish().catch(null),
});

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).nullish(),
});

export type GraphqlError = z.output<typeof errorSchema>;

export interface GraphqlAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** May stand beside `data`. */
  readonly errors: readonly GraphqlError[];
  readonly asOf: Date | null;
}

export interface GraphqlCall {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface TryOptions {
  readonly signal: AbortSignal;
  readonly onAttempt?: (attempt: FeedAttempt) => Promise<void>;
}

const ANSWER_WITHIN_MS = 60_000;
const TEMPORARY = /RATE|LIMIT|THROTTL|TIMEOUT|UNAVAILABLE|INTERNAL/;

/** GraphQL over POST, with the account's token. */
export class OwnerclanApi {
  readonly tries: PacedTries;
  readonly #url: string;
  readonly #session: OwnerclanSession;

  /** Throws `PartnerUnavailable` for a token that is no login. */
  constructor({ url, token, ...pace }: PartnerAddress) {
    this.#url = url;
    this.#session = new OwnerclanSession({ authUrl: authUrlOf(url), ...loginIn(token) });
    this.tries = new PacedTries(pace);
  }

  get service(): string {
    return `the API at ${this.#url}`;
  }

  /**
   * A reading, tried again when that may help. Throws `Outage` after the last try, `PartnerUnavailable` when trying
   * again can't help, and the signal's reason.
   */
  read(call: GraphqlCall, options: TryOptions): Promise<GraphqlAnswer> {
    return this.tries.run(this.service, options.signal, (attempt) => this.once(call, options, attempt));
  }

  /** A single try, for a call that must not be repeated unseen; with another token where the first is refused. */
  async once(call: GraphqlCall, options: TryOptions, attempt = 1): Promise<Tried<GraphqlAnswer>> {
    const first = await this.#try(call, options, attempt, null);
    return "refusedToken" in first ? await this.#retryRenewed(call, options, attempt, first.refusedToken) : first;
  }

  async #retryRenewed(call: GraphqlCall, options: TryOptions, attempt: number, refused: string) {
    const second = await this.#try(call, options, attempt, refused);
    if (!("refusedToken" in second)) return second;
    throw new PartnerUnavailable(`Cannot call ${this.#url}: HTTP 401 with a new token, too`);
  }

  async #try(
    { query, variables }: GraphqlCall,
    { signal, onAttempt }: TryOptions,
    attempt: number,
    refused: string | null,
  ): Promise<Tried<GraphqlAnswer> | { readonly refusedToken: string }> {
    const began = performance.now();
    const seen = { url: this.#url, status: null as number | null, bytes: null as number | null };
    const note = async (error: string | null, items: number | null = null) =>
      await onAttempt?.({ ...seen, attempt, items, etag: null, durationMs: performance.now() - began, error });
    const refuse = async (why: string): Promise<never> => {
      await note(why);
      throw new PartnerUnavailable(`Cannot call ${seen.url}: ${why}`);
    };
    const token = await unlessAborted(this.#session.token(refused), signal).catch(async (error) => {
      signal.throwIfAborted();
      seen.url = this.#session.authUrl;
      if (error instanceof LoginRefused) seen.status = error.status;
      await note(reasonOf(error));
      throw error;
    });
    if (!("answer" in token)) {
      await note(`cannot log in: ${reasonOf(token.again)}`);
      return token;
    }
    const fetched = await fetchText(this.#url, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${token.answer}`,
      },
      body: JSON.stringify({ query, ...(variables === undefined ? {} : { variables }) }),
    }, { withinMs: ANSWER_WITHIN_MS, signal });
    if ("fault" in fetched) {
      const { fault } = fetched;
      seen.status = fetched.status;
      if (fault instanceof UnreadableText) return await refuse(fault.message);
      await note(reasonOf(fault));
      signal.throwIfAborted();
      return { again: fault, afterMs: null };
    }
    const { response, text, date } = fetched;
    const { status } = response;
    seen.status = status;
    seen.bytes = text.length;
    if (status === 401) {
      await note("HTTP 401");
      return { refusedToken: token.answer };
    }
    if (isTemporary(status)) {
      await note(`HTTP ${status}`);
      return askedToRetry(response);
    }
    const answer = parseAnswer(text);
    if (answer === null) return await refuse(response.ok ? "the answer is no GraphQL answer" : `HTTP ${status}`);
    const { data, errors } = answer;
    const codes = errors.flatMap(({ extensions }) => extensions?.code ?? []);
    if (codes.includes("UNAUTHENTICATED")) {
      await note("UNAUTHENTICATED");
      return { refusedToken: token.answer };
    }
    if (data === null && codes.some((code) => TEMPORARY.test(code))) {
      const error = new Error(messagesOf(errors));
      await note(error.message);
      return askedToRetry(response, error);
    }
    if (!response.ok && errors.length === 0) return await refuse(`HTTP ${status}`);
    await note(errors.length === 0 ? null : messagesOf(errors), countOf(data));
    return { answer: { data, errors, asOf: date } };
  }
}

/** The login goes on: other calls may wait for it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  return await Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", abort));
}

export function messagesOf(errors: readonly GraphqlError[]): string {
  const words = [...new Set(errors.map(({ message }) => message))].join("; ");
  return partnersWords(words) || "no reason";
}

function parseAnswer(text: string): Omit<GraphqlAnswer, "asOf"> | null {
  try {
    const { data, errors } = answerSchema.parse(JSON.parse(text));
    return data || errors?.length ? { data: data ?? null, errors: errors ?? [] } : null;
  } catch {
    return null;
  }
}

function countOf(data: Readonly<Record<string, unknown>> | null): number | null {
  const [value] = Object.values(data ?? {});
  const list = Array.isArray(value) ? value : (value as { readonly edges?: unknown } | null)?.edges;
  return Array.isArray(list) ? list.length : null;
}

/** `api….ownerclan.com` has `auth….ownerclan.com/auth`; elsewhere it is `/auth` of the same host. */
export function authUrlOf(url: string): string {
  const auth = new URL("/auth", url);
  if (/^api[^.]*\.ownerclan\.com$/.test(auth.hostname)) auth.hostname = auth.hostname.replace(/^api/, "auth");
  return auth.href;
}

/** `user:password`, each percent-encoded where it has a comma, a colon or a blank. */
export function loginIn(token: string | null): { readonly username: string; readonly password: string } {
  const at = token?.indexOf(":") ?? -1;
  if (token === null || at < 1) {
    throw new PartnerUnavailable("Cannot call OwnerClan: its token in SUPPLIER_TOKENS has to be user:password");
  }
  return { username: decoded(token.slice(0, at)), password: decoded(token.slice(at + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
