import { assertEquals } from "@std/assert";
import type { ConnectionRefusal } from "../../../adapters/system/connection_refusal.ts";
import { CredentialWatch } from "./credential_watch.ts";

const REJECTED: ConnectionRefusal = { code: "login_refused", detail: "password authentication failed", address: "h:1" };
const AWAY: ConnectionRefusal = { code: "nothing_listens", detail: "refused", address: "h:1" };

function watchAt(clock: { ms: number }) {
  const ended: ConnectionRefusal[] = [];
  const options = {
    graceMs: 1_000,
    now: () => clock.ms,
    onEnd: (refusal: ConnectionRefusal) => void ended.push(refusal),
  };
  return { watch: new CredentialWatch(options), ended };
}

Deno.test("CredentialWatch ends a process that was rejected for the whole grace period, once", () => {
  const clock = { ms: 0 };
  const { watch, ended } = watchAt(clock);
  watch.refused(REJECTED);
  assertEquals([watch.refusal, ended], [REJECTED, []]);
  clock.ms = 999;
  watch.refused(REJECTED);
  watch.refused(AWAY);
  assertEquals(ended, []);
  clock.ms = 1_000;
  watch.refused(REJECTED);
  watch.refused(REJECTED);
  assertEquals(ended, [REJECTED]);
});

Deno.test("CredentialWatch forgets a rejection when a connection is let in, and takes no outage for one", () => {
  const clock = { ms: 0 };
  const { watch, ended } = watchAt(clock);
  watch.refused(REJECTED);
  watch.accepted();
  assertEquals(watch.refusal, null);
  clock.ms = 5_000;
  watch.refused(REJECTED);
  clock.ms = 20_000;
  watch.refused(AWAY);
  assertEquals(ended, []);
});
