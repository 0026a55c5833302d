type Send = (request: Request) => Promise<Response>;

export interface RetryOptions {
  readonly fetch: Send;
  /** Besides the first try. */
  readonly retries: number;
  readonly wait: (ms: number) => Promise<void>;
}

const REPEATABLE = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** Files are known by their content, secrets are shown once, and what shop systems tell of has ids of its own. */
const WITHOUT_KEY = /\/v1\/(imports|keys|webhooks\/\w+|webhook-subscriptions(\/[^/]+\/rotate-secret)?)$/;

/**
 * Sends a request again when the network or the server fails for the moment, as far as that does nothing twice: POST and
 * PATCH get an `Idempotency-Key` if they have none. `Retry-After` is kept to.
 */
export function retryingFetch({ fetch, retries, wait }: RetryOptions): Send {
  return async (request) => {
    const sent = withKey(request);
    if (!REPEATABLE.has(sent.method) && !sent.headers.has("idempotency-key")) return await fetch(sent);
    for (let nth = 0; nth < retries; nth++) {
      const answer = await fetch(sent.clone()).catch((error: unknown) => {
        if (sent.signal.aborted || !(error instanceof TypeError)) throw error;
        return null;
      });
      if (answer !== null && !isPassing(answer)) return answer;
      await answer?.body?.cancel();
      await wait(waitMs(answer, nth));
    }
    return await fetch(sent);
  };
}

function withKey(request: Request): Request {
  if (!["POST", "PATCH"].includes(request.method) || request.headers.has("idempotency-key")) return request;
  if (WITHOUT_KEY.test(new URL(request.url).pathname)) return request;
  const headers = new Headers(request.headers);
  headers.set("idempotency-key", crypto.randomUUID());
  return new Request(request, { headers });
}

/** 409 with Retry-After: the first call with this key is under way. */
function isPassing({ status, headers }: Response): boolean {
  return [429, 502, 503, 504].includes(status) || status === 409 && headers.has("retry-after");
}

function waitMs(answer: Response | null, nth: number): number {
  const asked = Number(answer?.headers.get("retry-after") ?? NaN) * 1_000;
  const own = FIRST_WAIT_MS * 2 ** nth * (0.5 + Math.random());
  return Math.min(LONGEST_WAIT_MS, Number.isFinite(asked) ? Math.max(asked, own) : own);
}
