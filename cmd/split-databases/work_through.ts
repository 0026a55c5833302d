/**
 * Works through tasks, some at a time, from the front; a task gives those that it makes possible, which come next.
 * After a failure no new task begins; it rejects with the first error once those under way have ended.
 */
export async function workThrough<T>(
  tasks: readonly T[],
  atOnce: number,
  work: (task: T) => Promise<readonly T[]>,
): Promise<void> {
  const waiting = [...tasks];
  let failed: { readonly error: unknown } | undefined;
  let underWay = 0;
  let wake = Promise.withResolvers<void>();
  const worker = async () => {
    for (;;) {
      if (failed || (waiting.length === 0 && underWay === 0)) return;
      const task = waiting.shift();
      if (task === undefined) {
        await wake.promise;
        continue;
      }
      underWay++;
      try {
        waiting.unshift(...await work(task));
      } catch (error) {
        failed ??= { error };
      } finally {
        underWay--;
        wake.resolve();
        wake = Promise.withResolvers();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failed) throw failed.error;
}
