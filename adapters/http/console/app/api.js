// @ts-check
/// <reference lib="dom" />
import { key } from "./state.js";

/**
 * @typedef {{ ok: false, status: number, code: string, detail: string, data?: any }} Failure
 * @typedef {{ ok: true, data: any } | Failure} Answer
 */

/** @type {Failure} */
export const NO_ANSWER = { ok: false, status: 0, code: "no_answer", detail: "" };

/**
 * Calls the API with the key of this tab. Never throws: a server that does not answer is the code `no_answer`. A file
 * is sent as it is, any other body as JSON.
 *
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<Answer>}
 */
export async function call(method, path, body) {
  const headers = new Headers(key.value ? { authorization: `Bearer ${key.value}` } : {});
  const isFile = body instanceof Blob;
  if (body !== undefined) headers.set("content-type", isFile ? "application/octet-stream" : "application/json");
  try {
    const response = await fetch(path, {
      method,
      headers,
      cache: "no-store",
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const data = isJson && text !== "" ? JSON.parse(text) : text;
    if (response.ok) return { ok: true, data };
    const { code = "unexpected", detail = "" } = isJson ? data : {};
    return { ok: false, status: response.status, code, detail, data };
  } catch {
    return NO_ANSWER;
  }
}

/** The items of a list's page; none before it is read. @param {any} data @returns {any[]} */
export function itemsOf(data) {
  return data?.items ?? [];
}

/** A path with the query parameters that have a value. @param {string} path @param {Record<string, string | number | null | undefined>} query */
export function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}
