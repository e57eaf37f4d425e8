import { errorFromFailure, type RequestName } from "./answer-errors.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "./errors.js";

/** How a file is read. */
export interface FileRules {
  /** The request that gave it, for the messages of errors. */
  request: RequestName;
  maxBytes: number;
  /** For the whole of it, from now on, however slowly it is read. */
  limitMs: number;
  /** Ends the request. */
  abort: AbortController;
}

/** Whether an answer is a file: GLPI says its name. What is no file is a refusal, a row of a table, a page. */
export function isFile({ status, headers }: Response): boolean {
  return status === 200 && headers.get("content-disposition") !== null;
}

/**
 * The bytes of a file as they come. Throws `FILE_FAILED`, before anything is read, where GLPI says that they are more
 * than `maxBytes`. Read to its end, left, failed or out of time, the request is ended.
 */
export function fileContent(response: Response, rules: FileRules): AsyncIterable<Uint8Array> {
  const { request, maxBytes, limitMs, abort } = rules;
  if (Number(response.headers.get("content-length")) > maxBytes) throw tooLarge(request, maxBytes);
  const late = new Promise<never>((_resolve, reject) => {
    abort.signal.addEventListener("abort", () => reject(abort.signal.reason), { once: true });
  });
  // Nobody may be reading when it comes.
  late.catch(() => undefined);
  const reason = Object.assign(new Error(`not read within ${limitMs} ms`), { name: "TimeoutError" });
  const timer = setTimeout(() => abort.abort(reason), limitMs);
  timer.unref?.();

  async function* read(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    try {
      for (let bytes = 0; reader !== undefined; ) {
        const { done, value } = await Promise.race([reader.read(), late]);
        if (done) return;
        bytes += value.byteLength;
        if (bytes > maxBytes) throw tooLarge(request, maxBytes);
        yield value;
      }
    } catch (failure) {
      throw isGlpiIntegrationError(failure) ? failure : errorFromFailure(request, failure);
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
  }
  return read();
}

function tooLarge({ method, path }: RequestName, maxBytes: number): GlpiIntegrationError {
  return new GlpiIntegrationError("FILE_FAILED", `${method} ${path}: the file has more than ${maxBytes} bytes.`);
}
