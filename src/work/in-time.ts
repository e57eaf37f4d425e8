/**
 * What the call gives; rejects when it throws or rejects, or has not answered within `limitMs`. What an answer brings
 * that comes later is told to `late`.
 */
export async function inTime<T>(call: () => Promise<T>, limitMs: number, late?: (value: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      over = true;
      reject(new Error(`no answer within ${limitMs} ms`));
    }, limitMs).unref();
  });
  const answer = (async () => call())();
  answer
    .then((value) => {
      if (over) late?.(value);
    })
    .catch(() => undefined);
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
