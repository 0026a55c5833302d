import PQueue from "p-queue";

/** What a task returns comes next. After a failure no task begins; rejects with the first error once all have ended. */
export async function workThrough<T>(
  tasks: readonly T[],
  atOnce: number,
  work: (task: T) => Promise<readonly T[] | void>,
): Promise<void> {
  const queue = new PQueue({ concurrency: atOnce });
  let failed: { readonly error: unknown } | undefined;
  const add = (task: T, priority: number) =>
    void queue.add(async () => {
      try {
        const next = await work(task) ?? [];
        if (!failed) next.forEach((follow) => add(follow, 1));
      } catch (error) {
        failed ??= { error };
        queue.clear();
      }
    }, { priority });
  tasks.forEach((task) => add(task, 0));
  await queue.onIdle();
  if (failed) throw failed.error;
}
