import { describe, expect, it, vi } from "vitest";
import { GlpiIntegrationError } from "../../src/glpi/errors.js";
import { type BatchProgress, LeaseLost } from "../../src/store/store.js";
import { Journal } from "../../src/work/journal.js";
import { type OnceOnly, postOnce, postUnique, whenNothingIsOpen } from "../../src/work/post-once.js";
import { useFakeClock } from "../fake-clock.js";

useFakeClock();

/** A journal that tells, in order, what was saved of the POST. */
class Told extends Journal {
  readonly saved: string[] = [];
  protected override async keep({ posting, item, ticketId, url }: BatchProgress): Promise<void> {
    this.saved.push(JSON.stringify({ posting, item, ticketId, url }));
  }
}

const lost = () => new GlpiIntegrationError("ANSWER_LOST", "lost");
const refused = () => new GlpiIntegrationError("REFUSED", "no");

function ticket(other: Partial<OnceOnly> = {}): OnceOnly & { find: ReturnType<typeof vi.fn> } {
  return {
    item: "ticket",
    noted: { url: "here" },
    made: (ticketId) => ({ ticketId }),
    post: async (beforeSend) => {
      await beforeSend();
      return 7;
    },
    find: vi.fn(async () => undefined),
    ...other,
  } as OnceOnly & { find: ReturnType<typeof vi.fn> };
}

const failing = (error: Error): Partial<OnceOnly> => ({
  post: async (beforeSend) => {
    await beforeSend();
    throw error;
  },
});

describe("what is posted once", () => {
  it("is noted before it goes out, and its id after", async () => {
    const journal = new Told(30_000, { toldDelay: true });
    expect(await postOnce(journal, ticket())).toEqual({ id: 7, found: false });
    expect(journal.saved).toEqual([
      JSON.stringify({ posting: true, item: "ticket", url: "here" }),
      JSON.stringify({ posting: false, item: "ticket", ticketId: 7, url: "here" }),
    ]);
    expect(journal.progress.toldDelay).toBe(true);
  });

  it("stays open after a lost answer, is left alone while it may be under way, then looked for and adopted", async () => {
    const journal = new Told(30_000);
    const task = (other: Partial<OnceOnly>) => whenNothingIsOpen(journal, () => postOnce(journal, ticket(other)));
    await expect(task(failing(lost()))).rejects.toMatchObject({ code: "ANSWER_LOST", retryAfterMs: 40_000 });
    expect(journal.progress).toMatchObject({ posting: true, url: "here" });
    vi.advanceTimersByTime(39_999);
    const find = vi.fn(async () => 12);
    const post = vi.fn();
    await expect(task({ find, post })).rejects.toMatchObject({ code: "ANSWER_LOST", retryAfterMs: 1 });
    expect(find).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(await task({ find, post })).toEqual({ id: 12, found: true });
    expect(post).not.toHaveBeenCalled();
    expect(journal.progress).toMatchObject({ posting: false, ticketId: 12 });
  });

  it("is posted again when it is not found, with a time of its own", async () => {
    const journal = new Told(30_000);
    await postOnce(journal, ticket(failing(lost()))).catch(() => undefined);
    vi.advanceTimersByTime(40_000);
    await postOnce(journal, ticket(failing(lost()))).catch(() => undefined);
    expect(journal.openPostMs).toBe(40_000);
    expect(journal.saved).toHaveLength(3);
  });

  it("is forgotten with what was noted when GLPI refuses it", async () => {
    const journal = new Told(30_000, { toldDelay: true });
    await expect(postOnce(journal, ticket(failing(refused())))).rejects.toMatchObject({ code: "REFUSED" });
    expect(journal.progress).toEqual({ toldDelay: true, item: "ticket", posting: false });
    expect(journal.isOpen("ticket")).toBe(false);
  });

  it("is not sent when the note cannot be kept, and what was open stays open", async () => {
    const journal = new Told(30_000, { posting: true, url: "here" }, 40_000);
    vi.spyOn(journal, "save").mockRejectedValue(new LeaseLost("batch"));
    const sent = vi.fn();
    await expect(
      postOnce(journal, {
        ...ticket({ item: "followUp" }),
        post: async (beforeSend) => {
          await beforeSend();
          sent();
          return 1;
        },
      }),
    ).rejects.toThrow(LeaseLost);
    expect(sent).not.toHaveBeenCalled();
    expect(journal.isOpen("ticket")).toBe(true);
  });

  it("is no other item: a follow-up that is open is not looked for as a ticket", async () => {
    const journal = new Told(30_000, { posting: true, item: "followUp" }, 40_000);
    const item = ticket();
    expect(await postOnce(journal, item)).toEqual({ id: 7, found: false });
    expect(item.find).not.toHaveBeenCalled();
  });

  it("is a ticket where an earlier version noted only that it was posted", () => {
    expect(new Journal(30_000, { posting: true }).isOpen("ticket")).toBe(true);
    expect(new Journal(30_000, { posting: true }).isOpen("followUp")).toBe(false);
  });
});

describe("what GLPI keeps unique", () => {
  it("is found when GLPI refuses a second one, and the refusal stands when it is not", async () => {
    const post = async () => Promise.reject(refused());
    expect(await postUnique({ post, find: async () => 5 })).toEqual({ id: 5, found: true });
    await expect(postUnique({ post, find: async () => undefined })).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("is not looked for after a lost answer: the next try finds it", async () => {
    const find = vi.fn();
    await expect(postUnique({ post: async () => Promise.reject(lost()), find })).rejects.toMatchObject({
      code: "ANSWER_LOST",
    });
    expect(find).not.toHaveBeenCalled();
  });
});
