import { fromProperties, toProperties } from "./properties.ts";

const NUMBERS = new Set(["revision", "price", "stock", "quantity"]);

/** A server that speaks the properties protocol, before one that speaks JSON. */
export function propertiesFront(url: string): AsyncDisposable & { readonly url: string } {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    try {
      const answer = await fetch(`${url}${pathname}${search}`, {
        method: request.method,
        headers,
        ...(text === ""
          ? {}
          : { body: JSON.stringify(fromProperties(text), (key, value) => NUMBERS.has(key) ? Number(value) : value) }),
      });
      const body = await answer.text();
      return new Response(body === "" ? null : translated(body), { status: answer.status });
    } catch (error) {
      // What is lost behind is lost before.
      return new Response(new ReadableStream({ start: (stream) => stream.error(error) }));
    }
  });
  return { url: `http://127.0.0.1:${server.addr.port}`, [Symbol.asyncDispose]: () => server.shutdown() };
}

function translated(body: string): string {
  return body.startsWith("{") ? toProperties(JSON.parse(body)) : "";
}
