import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";

/**
 * What the task rejects with, as an error of ours; nobody has to await it. The task begins at once, and reads its
 * arguments before the caller goes on; once closed it does not begin.
 */
export function guarded<T>(isClosed: () => boolean, task: () => Promise<T>): Promise<T> {
  const result = unless(isClosed, task).catch((error: unknown) => {
    throw toIntegrationError(error);
  });
  result.catch(() => undefined);
  return result;
}

async function unless<T>(isClosed: () => boolean, task: () => Promise<T>): Promise<T> {
  if (isClosed()) throw new GlpiIntegrationError("CLOSED", "This GlpiIntegration was closed.");
  return task();
}
