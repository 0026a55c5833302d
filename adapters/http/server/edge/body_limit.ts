import type { MiddlewareHandler } from "hono";
import { TimedOut, withTimeout } from "../../../system/with_timeout.ts";
import type { BodyLimit, Environment, RequestContext } from "../environment.ts";
import { Problem } from "../problem.ts";

/**
 * Refuses by `Content-Length`, else {@link readBody} and {@link chunksOf} do as soon as the limit is exceeded.
 *
 * @param limitOf of a path whose bodies are larger
 */
export function bodyLimit(
  usual: BodyLimit,
  limitOf: (method: string, path: string) => BodyLimit | null = () => null,
): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const limit = limitOf(c.req.method, c.req.path) ?? usual;
    if (Number(c.req.header("content-length") ?? 0) > limit.bytes) throw tooLarge(limit);
    c.set("bodyLimit", limit);
    await next();
  };
}

/** A client that sends less at a time than this on average sends on purpose what is dear to take. */
const MOST_CHUNKS = 10_000;
const FIRST_BUFFER_BYTES = 16_384;

/** Nothing else may read the body; an unread one is dropped with its connection. */
export async function readBody(c: RequestContext): Promise<Uint8Array> {
  const known = c.var.body;
  if (known) return known;
  const body = await readOnce(c);
  c.set("body", body);
  return body;
}

async function readOnce(c: RequestContext): Promise<Uint8Array> {
  const { bodyLimit: limit } = c.var;
  if (!c.req.raw.body) return new Uint8Array();
  try {
    return isAnnounced(c)
      ? new Uint8Array(await withTimeout(limit.ms, c.req.raw.arrayBuffer()))
      : await counted(c.req.raw.body, limit);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof TimedOut) throw tooSlow(limit);
    throw brokenOff(error);
  }
}

/** Then no more bytes than announced arrive; counting chunks takes several times as long. */
function isAnnounced(c: RequestContext): boolean {
  return c.req.header("content-length") !== undefined && c.req.header("transfer-encoding") === undefined;
}

/** A chunk is a view of the buffer that it was read into, which it would keep alive: its bytes are copied. */
async function counted(body: ReadableStream<Uint8Array>, limit: BodyLimit): Promise<Uint8Array> {
  using reader = timedReader(body, limit);
  let buffer = new Uint8Array(Math.min(FIRST_BUFFER_BYTES, limit.bytes));
  let size = 0;
  for (let chunks = 0;; chunks++) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, size);
    if (chunks === MOST_CHUNKS) throw inPieces();
    if (size + value.length > limit.bytes) throw tooLarge(limit);
    if (size + value.length > buffer.length) {
      const larger = new Uint8Array(Math.min(limit.bytes, Math.max(2 * buffer.length, size + value.length)));
      larger.set(buffer.subarray(0, size));
      buffer = larger;
    }
    buffer.set(value, size);
    size += value.length;
  }
}

/** The body as it arrives, for what is too large to be held. Nothing else may read it. */
export async function* chunksOf(c: RequestContext): AsyncGenerator<Uint8Array> {
  const { bodyLimit: limit } = c.var;
  if (!c.req.raw.body) return;
  using reader = timedReader(c.req.raw.body, limit);
  for (let size = 0;;) {
    const { done, value } = await reader.read();
    if (done) return;
    size += value.length;
    if (size > limit.bytes) throw tooLarge(limit);
    yield value;
  }
}

/** The timer cancels the reader, as a race per chunk would leave a reaction behind for each. */
function timedReader(body: ReadableStream<Uint8Array>, limit: BodyLimit) {
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    cancel();
  }, limit.ms);
  return {
    async read(): Promise<ReadableStreamReadResult<Uint8Array>> {
      const result = await reader.read().catch((cause) => {
        throw brokenOff(cause);
      });
      if (isLate) throw tooSlow(limit);
      return result;
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      cancel();
    },
  };
}

function brokenOff(cause: unknown): Problem {
  const problem = new Problem("malformed_json", "Cannot read the body: it broke off", {
    headers: { connection: "close" },
  });
  problem.cause = cause;
  return problem;
}

function inPieces(): Problem {
  return new Problem("body_too_large", `Cannot take the body: it comes in more than ${MOST_CHUNKS} pieces`, {
    headers: { connection: "close" },
  });
}

function tooLarge({ bytes }: BodyLimit): Problem {
  return new Problem("body_too_large", `Cannot take the body: it is larger than ${bytes} bytes`, {
    headers: { connection: "close" },
  });
}

function tooSlow({ ms }: BodyLimit): Problem {
  return new Problem("body_too_slow", `Cannot wait for the body: it is not there after ${ms / 1_000} s`, {
    headers: { connection: "close" },
  });
}
