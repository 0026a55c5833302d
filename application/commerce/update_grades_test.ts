import { assertEquals, assertRejects } from "@std/assert";
import type { Grade } from "../../domain/commerce/grade.ts";
import { type UserId, userIdSchema } from "../../domain/commerce/user.ts";
import type { GradingRun, GradingWindow, Membership, MemberStanding } from "./ports/membership.ts";
import { updateGrades } from "./update_grades.ts";

const asOf = new Date("2026-08-31T12:00:00Z");

/** Members in pages of two. `raced` are those whose grade changes between reading and writing. */
class Members implements Membership {
  readonly asked: { window: GradingWindow; since: GradingWindow | undefined }[] = [];
  last: GradingRun | null = null;
  readonly grades: Map<UserId, Grade>;
  isBusy = false;
  raced = new Set<string>();

  constructor(readonly members: readonly MemberStanding[]) {
    this.grades = new Map(members.map(({ userId, grade }) => [userId, grade]));
  }

  async *standings(window: GradingWindow, since?: GradingWindow) {
    this.asked.push({ window, since });
    for (let start = 0; start < this.members.length; start += 2) yield await this.members.slice(start, start + 2);
  }

  regrade(changes: Parameters<Membership["regrade"]>[0]) {
    const valid = changes.filter(({ userId, from }) => this.grades.get(userId) === from && !this.raced.has(userId));
    for (const { userId, to } of valid) this.grades.set(userId, to);
    return Promise.resolve(valid.length);
  }

  note(run: GradingRun) {
    this.last = run;
    return Promise.resolve();
  }

  async exclusively<T>(work: (members: Membership, last: GradingRun | null) => Promise<T>): Promise<T | "busy"> {
    return this.isBusy ? "busy" : await work(this, this.last);
  }
}

function member(id: string, grade: Grade, amount: number, orders: number): MemberStanding {
  return { userId: userIdSchema.parse(id), grade, standing: { amount, orders } };
}

const members = [
  member("rises", "BRONZE", 5_000_000, 30),
  member("stays", "SILVER", 600_000, 6),
  member("falls", "VIP", 0, 0),
  member("falls one step only", "GOLD", 0, 0),
  member("new", "BRONZE", 10_000, 1),
];

Deno.test("updateGrades promotes, demotes by one step, and counts both", async () => {
  const membership = new Members(members);
  assertEquals(await updateGrades({ membership }, { asOf }), {
    asOf,
    members: 5,
    promoted: 1,
    demoted: 2,
    to: { BRONZE: 0, SILVER: 1, GOLD: 1, VIP: 1 },
    whole: true,
  });
  assertEquals(Object.fromEntries(membership.grades), {
    "rises": "VIP",
    "stays": "SILVER",
    "falls": "GOLD",
    "falls one step only": "SILVER",
    "new": "BRONZE",
  });
});

Deno.test("updateGrades reads the six months up to asOf", async () => {
  const membership = new Members([]);
  assertEquals(await updateGrades({ membership }, { asOf }), {
    asOf,
    members: 0,
    promoted: 0,
    demoted: 0,
    to: { BRONZE: 0, SILVER: 0, GOLD: 0, VIP: 0 },
    whole: true,
  });
  const window = { after: new Date("2026-02-28T12:00:00Z"), until: asOf };
  assertEquals(membership.asked, [{ window, since: undefined }]);
});

Deno.test("updateGrades reads what has changed since the last run, and once a day all members", async () => {
  const membership = new Members([]);
  const at = (hours: number) => new Date(asOf.getTime() + hours * 60 * 60_000);
  const run = async (hours: number) => {
    const result = await updateGrades({ membership }, { asOf: at(hours) });
    return [result !== "busy" && result.whole, membership.asked.at(-1)!.since?.until];
  };
  assertEquals(await run(0), [true, undefined]);
  assertEquals(await run(1), [false, at(0)]);
  assertEquals(await run(23.9), [false, at(1)]);
  assertEquals(await run(24), [true, undefined]);
  assertEquals(await run(25), [false, at(24)]);
});

Deno.test("updateGrades reads all members for a time before the last run", async () => {
  const membership = new Members([]);
  await updateGrades({ membership }, { asOf });
  const before = new Date(asOf.getTime() - 1);
  assertEquals(await updateGrades({ membership }, { asOf: before }), {
    asOf: before,
    members: 0,
    promoted: 0,
    demoted: 0,
    to: { BRONZE: 0, SILVER: 0, GOLD: 0, VIP: 0 },
    whole: true,
  });
  assertEquals(membership.last, { asOf: before, wholeAt: before });
});

Deno.test("updateGrades records nothing when it is aborted", async () => {
  const membership = new Members(members);
  const signal = AbortSignal.abort(new Error("stopping"));
  await assertRejects(() => updateGrades({ membership }, { asOf, signal }), Error, "stopping");
  assertEquals(membership.last, null);
});

Deno.test("updateGrades returns busy during another run", async () => {
  const membership = new Members(members);
  membership.isBusy = true;
  assertEquals(await updateGrades({ membership }, { asOf }), "busy");
  assertEquals(membership.asked, []);
});

Deno.test("updateGrades counts actual changes", async () => {
  const membership = new Members(members);
  membership.raced.add("rises");
  assertEquals(await updateGrades({ membership }, { asOf }), {
    asOf,
    members: 5,
    promoted: 0,
    demoted: 2,
    to: { BRONZE: 0, SILVER: 1, GOLD: 1, VIP: 0 },
    whole: true,
  });
});

Deno.test("updateGrades changes nothing once it is aborted", async () => {
  const membership = new Members(members);
  const signal = AbortSignal.abort(new Error("stopping"));
  await assertRejects(() => updateGrades({ membership }, { asOf, signal }), Error, "stopping");
  assertEquals(membership.grades.get(members[2]!.userId), "VIP");
});
