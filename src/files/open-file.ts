import { plainCause } from "../glpi/errors.js";
import type { Conversation, FileContent, Media, Message } from "../host/events.js";
import type { Host } from "../host/host.js";
import { inHostTime } from "../host/host-time.js";
import { type DownloadRules, download } from "./download.js";
import { FileFailure } from "./file-problem.js";
import { letGo } from "./let-go.js";
import { type SpooledFile, spool } from "./spool.js";

/** Whoever takes longer to fail holds others up. */
const SLOW_MS = 5_000;

/** Where a file may come from. */
export interface FileSources extends DownloadRules {
  host: Pick<Host, "openMedia">;
  /** What the host told with the message, in this process. */
  opened: (() => FileContent | Promise<FileContent>) | undefined;
  /** What the store kept of it. */
  kept(): Promise<Uint8Array | undefined>;
}

/** Whether there is a file behind it, as far as anything tells where. */
export function isReachable(media: Media, sources: Pick<FileSources, "host" | "hosts" | "opened">): boolean {
  if (media.data !== undefined || media.dataIs !== undefined || sources.opened !== undefined) return true;
  if (media.contacts !== undefined || media.latitude !== undefined) return false;
  return sources.host.openMedia !== undefined || (media.url !== undefined && sources.hosts.length > 0);
}

/** Has a file here, whole. Rejects with `FileFailure`. */
export async function openFile(
  conversation: Conversation,
  message: Message & { media: Media },
  sources: FileSources,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<SpooledFile> {
  const { media } = message;
  if (media.size !== undefined && media.size > maxBytes) {
    throw new FileFailure("tooLarge", `a file of more than ${maxBytes} bytes`);
  }
  return spool(await contentOf(conversation, message, sources), maxBytes, signal);
}

async function contentOf(
  conversation: Conversation,
  message: Message & { media: Media },
  sources: FileSources,
): Promise<unknown> {
  const { media } = message;
  const kept = media.data instanceof Uint8Array ? media.data : await sources.kept();
  if (kept !== undefined) return kept;
  const { opened, host } = sources;
  if (opened !== undefined) return fromHost("open", opened);
  if (host.openMedia !== undefined) {
    const content = await fromHost("openMedia", () => host.openMedia?.(conversation, media, { id: message.id }));
    if (content !== undefined && content !== null) return content;
  }
  if (media.url !== undefined && sources.hosts.length > 0) return download(media.url, sources);
  if (media.dataIs === "tooLarge") throw new FileFailure("tooLarge", "more than is kept of a conversation");
  if (media.dataIs === "opened") throw new FileFailure("gone", "only the process that was told of it had it", true);
  if (media.dataIs === "unreadable") throw new FileFailure("gone", "what was told of it could not be read");
  throw new FileFailure("gone", "nobody has it any more");
}

async function fromHost(name: string, give: () => unknown): Promise<unknown> {
  const given = Promise.resolve().then(give);
  const began = performance.now();
  try {
    return await inHostTime(() => given);
  } catch (failure) {
    // What comes too late is wanted by nobody.
    given.then(letGo, () => undefined);
    const late = new FileFailure("unreachable", `the host's ${name} failed`, true, { cause: plainCause(failure) });
    late.isSlow = performance.now() - began >= SLOW_MS;
    throw late;
  }
}
