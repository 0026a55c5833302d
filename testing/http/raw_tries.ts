import { assertEquals } from "@std/assert";
import { encode, sendRaw } from "./raw_http.ts";
import type { ServedApp } from "./serve_app.ts";

/** Of bodies, in bytes. */
export const LIMIT = 4_096;
export const SMALL = { bodyLimit: LIMIT, bodyTimeoutMs: 300 };
export const JSON_TYPE = "Content-Type: application/json\r\n";

/** A raw request and the accepted statuses; 0 means that the connection was closed without an answer. */
export interface Try {
  readonly what: string;
  readonly request: (headers: string) => string | readonly (string | Uint8Array)[];
  readonly status: number | readonly number[];
  readonly code?: string;
}

export const post = (path: string, body: string, type = JSON_TYPE): Try["request"] => (headers) =>
  `POST ${path} HTTP/1.1\r\n${headers}${type}Content-Length: ${encode(body).length}\r\n\r\n${body}`;
export const postUser = (body: string, type = JSON_TYPE) => post("/v1/users", body, type);
export const get = (target: string, more = ""): Try["request"] => (headers) =>
  `GET ${target} HTTP/1.1\r\n${headers}${more}\r\n`;

/** Each is answered as it should be, without a stack or CORS headers, and the server goes on. */
export async function tryAll(served: ServedApp, tries: readonly Try[]): Promise<void> {
  const headers = `Host: 127.0.0.1:${served.port}\r\nConnection: close\r\n`;
  const wrong: string[] = [];
  for (const { what, request, status, code } of tries) {
    const pieces = request(headers);
    const answer = await sendRaw(served.port, typeof pieces === "string" ? [pieces] : pieces);
    const isRight = [status].flat().includes(answer.status) && (code === undefined || codeOf(answer.text) === code);
    if (!isRight) wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
    if (answer.headers.has("access-control-allow-origin")) wrong.push(`${what}: opens itself to other origins`);
    if (/\n\s+at |node:|file:\/\//.test(answer.text)) {
      wrong.push(`${what}: shows a stack: ${answer.text.slice(0, 300)}`);
    }
  }
  assertEquals(wrong, []);
  assertEquals(await (await fetch(`${served.base}/healthz`)).text(), "ok", "the server goes on");
}

export function codeOf(text: string): string | null {
  try {
    return JSON.parse(text).code;
  } catch {
    return null;
  }
}
