/** A host that has not answered by then has failed: nothing of ours waits for it any longer. */
const HOST_TIMEOUT_MS = 30_000;

/** What a function of the host gives; rejects when that takes too long. */
export async function inHostTime<T>(call: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const error = new Error(`no answer within ${HOST_TIMEOUT_MS} ms`);
    timer = setTimeout(() => reject(error), HOST_TIMEOUT_MS).unref();
  });
  try {
    return await Promise.race([Promise.resolve().then(call), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
