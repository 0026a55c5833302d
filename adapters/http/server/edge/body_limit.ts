import type { MiddlewareHandler } from "hono";
import type { BodyLimit, Environment, RequestContext } from "../environment.ts";
import { Problem } from "../problem.ts";

/** Refuses by `Content-Length`, else {@link readBody} does as soon as the limit is exceeded. */
export function bodyLimit(limit: BodyLimit): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (Number(c.req.header("content-length") ?? 0) > limit.bytes) throw tooLarge(limit);
    c.set("bodyLimit", limit);
    await next();
  };
}

/** Nothing else may read the body; an unread one is dropped with its connection. */
export async function readBody(c: RequestContext): Promise<Uint8Array> {
  const { bodyLimit: limit } = c.var;
  if (!c.req.raw.body) return new Uint8Array();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow(limit)), limit.ms);
  try {
    return isAnnounced(c)
      ? new Uint8Array(await Promise.race([c.req.raw.arrayBuffer(), late.promise]))
      : await counted(c.req.raw.body, limit, late.promise);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("malformed_json", "Cannot read the body: it broke off", { headers: { connection: "close" } });
  } finally {
    clearTimeout(timer);
  }
}

/** Then no more bytes than announced arrive; counting chunks takes several times as long. */
function isAnnounced(c: RequestContext): boolean {
  return c.req.header("content-length") !== undefined && c.req.header("transfer-encoding") === undefined;
}

async function counted(
  body: ReadableStream<Uint8Array>,
  limit: BodyLimit,
  late: Promise<never>,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    const chunks: Uint8Array[] = [];
    for (let size = 0;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return joined(chunks, size);
      size += value.length;
      if (size > limit.bytes) throw tooLarge(limit);
      chunks.push(value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
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
