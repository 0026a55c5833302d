import { assertEquals } from "@std/assert";
import { CommandFailed, DataRefused, Outage } from "../../../application/shared/fault.ts";
import { WrongSettings } from "../config/settings.ts";
import { endingOf } from "./ending.ts";

const running = new AbortController().signal;
const stopped = AbortSignal.abort(new DOMException("The process was asked to stop", "AbortError"));

Deno.test("endingOf is interrupted for the stop itself and what was thrown because of it, whatever failed while closing", () => {
  const wrapped = new Error("Cannot go on", { cause: stopped.reason });
  for (
    const error of [stopped.reason, wrapped, new DOMException("aborted", "AbortError")]
  ) {
    assertEquals(endingOf(error, stopped).kind, "interrupted");
    assertEquals(endingOf(new SuppressedError(new Error("closing"), error), stopped).kind, "interrupted");
  }
});

Deno.test("endingOf is failed for engines, input and files, also as a cause, before and after a stop", () => {
  const errors = [
    new Outage("Postgres", new Error("connection refused")),
    new DataRefused("23505", new Error("duplicate key")),
    new CommandFailed("Cannot read the answers"),
    new Deno.errors.NotFound("no such file"),
    new Error("the main database", { cause: new Outage("Postgres", "connection refused") }),
  ];
  for (const error of errors) {
    for (const signal of [running, stopped]) assertEquals(endingOf(error, signal).kind, "failed");
  }
});

Deno.test("endingOf is a fault for what nobody expects, and wrong usage for wrong settings", () => {
  assertEquals(endingOf(new TypeError("x is not a function"), running).kind, "fault");
  assertEquals(endingOf(new DOMException("x", "AbortError"), running).kind, "fault");
  assertEquals(endingOf(new WrongSettings(["PORT is wrong"]), stopped), {
    kind: "wrong_usage",
    problems: ["PORT is wrong"],
  });
});
