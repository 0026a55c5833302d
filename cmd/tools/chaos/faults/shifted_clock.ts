/** Preloaded: shifts the wall clock by the milliseconds in `CHAOS_CLOCK_FILE`, not timers and `performance.now()`. */
const file = Deno.env.get("CHAOS_CLOCK_FILE");
const LOOK_EVERY_MS = 100;

const RealDate = Date;
let shiftMs = 0;

const look = () => {
  try {
    shiftMs = Number(Deno.readTextFileSync(file!)) || 0;
  } catch {
    // The file is not written yet.
  }
};

const now = () => RealDate.now() + shiftMs;

if (file !== undefined) {
  look();
  Deno.unrefTimer(setInterval(look, LOOK_EVERY_MS));
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => key === "now" ? now : Reflect.get(target, key, target),
  });
}
