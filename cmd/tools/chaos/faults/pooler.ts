import { temporaryPgbouncer } from "../../../../testing/engines/temporary_pgbouncer.ts";

/** A transaction pooler that asks for a password, which changes. */
export interface Pooler extends AsyncDisposable {
  readonly url: string;
  /** With the password of now. */
  readonly passwordFile: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Everybody is put out, and comes in by a new password; the returned function writes it to the file. */
  readonly rotate: () => Promise<() => Promise<void>>;
}

const ACCOUNT = "chaos";
/** Half of the processes open about ten each, and a transaction holds one of these. */
const SESSIONS = 20;

export async function openPooler(databaseUrl: string): Promise<Pooler> {
  await using stack = new AsyncDisposableStack();
  const passwordFile = await Deno.makeTempFile({ prefix: "chaos-password-" });
  stack.defer(() => Deno.remove(passwordFile));
  let nth = 1;
  const password = () => `password ${nth}`;
  const account = { name: ACCOUNT, password: password() };
  const pooler = stack.use(await temporaryPgbouncer(databaseUrl, { sessions: SESSIONS, account }));
  await Deno.writeTextFile(passwordFile, password());
  const owned = stack.move();
  return {
    url: pooler.url,
    passwordFile,
    stop: pooler.stop,
    start: () => pooler.start(password()),
    rotate: async () => {
      nth++;
      await pooler.stop();
      await pooler.start(password());
      return () => Deno.writeTextFile(passwordFile, password());
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
