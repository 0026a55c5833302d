import type {
  CachedReport,
  CacheSnapshot,
  FencingToken,
  Lease,
  PutOptions,
  ReportCache,
} from "../../../application/store/ports/reports.ts";
import { formatReportKey, type ReportKey } from "../../../domain/store/report_key.ts";
import { type StoreReport, storeReportSchema } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

interface Slot {
  readonly key: ReportKey;
  report:
    | { readonly body: string; readonly token: FencingToken; readonly staleMs: number; readonly costMs: number }
    | null;
  version: number;
  floor: number;
  token: FencingToken;
  leasedUntil: number;
  expiresAt: number;
}

interface MemoryReportCacheOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** The least recently written go first. */
  readonly maxReports?: number;
}

const MAX_REPORTS = 10_000;

/** As text, so that no reader changes what others read. */
export class MemoryReportCache implements ReportCache {
  readonly #now: () => number;
  readonly #maxReports: number;
  /** Least recently written first. */
  readonly #slots = new Map<string, Slot>();
  #lastToken = 0;

  constructor({ now, maxReports = MAX_REPORTS }: MemoryReportCacheOptions) {
    this.#now = now;
    this.#maxReports = maxReports;
  }

  read(key: ReportKey): Promise<CacheSnapshot> {
    const slot = this.#slotOf(key);
    if (!slot?.report) return Promise.resolve({ entry: null, seen: null });
    const { body, token, staleMs, costMs } = slot.report;
    const leftMs = slot.expiresAt - this.#now();
    const report = storeReportSchema.parse(JSON.parse(body));
    const entry: CachedReport = { report, token, freshForMs: leftMs - staleMs, leftMs, costMs };
    return Promise.resolve({ entry, seen: token });
  }

  acquireLease(key: ReportKey, seen: FencingToken | null, leaseMs: number): Promise<Lease> {
    const now = this.#now();
    const slot = this.#slotOf(key) ??
      { key, report: null, version: 0, floor: 0, token: 0, leasedUntil: 0, expiresAt: 0 };
    if ((slot.report?.token ?? null) !== seen) return Promise.resolve({ outcome: "changed" });
    if (slot.leasedUntil > now) return Promise.resolve({ outcome: "held", forMs: slot.leasedUntil - now });
    slot.token = ++this.#lastToken;
    slot.leasedUntil = now + leaseMs;
    slot.expiresAt = Math.max(slot.expiresAt, now + 2 * leaseMs);
    this.#keep(slot);
    return Promise.resolve({ outcome: "leased", token: slot.token });
  }

  put(key: ReportKey, report: StoreReport, { token, costMs, life }: PutOptions) {
    const { version } = report;
    const slot = this.#slotOf(key);
    if (slot?.token !== token) return Promise.resolve("fenced" as const);
    if (version < slot.version || version < slot.floor) return Promise.resolve("outdated" as const);
    const staleMs = life.totalMs - life.freshMs;
    slot.report = { body: JSON.stringify(report), token, staleMs, costMs };
    slot.version = version;
    slot.leasedUntil = 0;
    slot.expiresAt = this.#now() + life.totalMs;
    this.#keep(slot);
    return Promise.resolve("stored" as const);
  }

  release(key: ReportKey, token: FencingToken): Promise<void> {
    const slot = this.#slotOf(key);
    if (slot?.token === token) slot.leasedUntil = 0;
    return Promise.resolve();
  }

  raiseVersionFloor(keys: readonly ReportKey[], version: number): Promise<ReportKey[]> {
    return Promise.resolve(keys.filter((key) => {
      const slot = this.#slotOf(key);
      if (!slot) return false;
      slot.floor = Math.max(slot.floor, version);
      if (!slot.report || slot.version >= version) return false;
      slot.report = null;
      slot.version = 0;
      return true;
    }));
  }

  reset(storeId: StoreId): Promise<number> {
    let removed = 0;
    for (const [name, slot] of this.#slots) {
      if (slot.key.storeId === storeId && this.#slots.delete(name) && slot.expiresAt > this.#now()) removed++;
    }
    return Promise.resolve(removed);
  }

  #slotOf(key: ReportKey): Slot | undefined {
    const name = formatReportKey(key);
    const slot = this.#slots.get(name);
    if (!slot || slot.expiresAt > this.#now()) return slot;
    this.#slots.delete(name);
    return undefined;
  }

  #keep(slot: Slot): void {
    const name = formatReportKey(slot.key);
    this.#slots.delete(name);
    this.#slots.set(name, slot);
    if (this.#slots.size > this.#maxReports) this.#slots.delete(this.#slots.keys().next().value!);
  }
}
