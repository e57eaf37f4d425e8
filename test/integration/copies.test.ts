import { describe, expect, it } from "vitest";
import { GlpiIntegration, isGlpiIntegrationError, MemoryStore } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

/** As another copy of the package has it, the CommonJS build beside the ESM one. */
class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}
class GlpiIntegrationError extends Error {
  override readonly name = "GlpiIntegrationError";
  readonly retryable = false;
  constructor(readonly code: string) {
    super(code);
  }
}

describe("a store of another copy of the package", () => {
  it("says that a lease is lost, and the batch is left to whoever has it", async () => {
    class Foreign extends MemoryStore {
      override save = () => Promise.reject(new LeaseLost("batch"));
    }
    const { glpi, integration, events, pass } = makeWorld(11, { options: { store: new Foreign() } });
    addBeatriz(glpi);
    await integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    await pass(60_000);
    expect([glpi.tickets, events]).toEqual([[], []]);
    await integration.close();
  });

  it("says that it is closed, and so does the event", async () => {
    class Foreign extends MemoryStore {
      override add = () => Promise.reject(new GlpiIntegrationError("CLOSED"));
    }
    const { integration } = makeWorld(11, { options: { store: new Foreign() } });
    const error = await integration
      .onMessage({ conversation: conversation(), integrationId: 1, message: message() })
      .catch((reason: unknown) => reason);
    expect(isGlpiIntegrationError(error)).toBe(true);
    expect(error).toMatchObject({ code: "CLOSED" });
    await integration.close();
  });
});

describe("a store object", () => {
  const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => undefined };
  const refusal = expect.objectContaining({
    code: "CONFIGURATION_INVALID",
    message: expect.stringMatching(/store.*one GlpiIntegration for all tenants.*a store object for each/),
  });

  it("is one integration's, and nobody else's when that was closed", async () => {
    const store = new MemoryStore();
    const first = new GlpiIntegration({ host, store });
    expect(() => new GlpiIntegration({ host, store })).toThrow(refusal);
    await first.close();
    expect(() => new GlpiIntegration({ host, store })).toThrow(refusal);
    const [one, other] = [new GlpiIntegration({ host }), new GlpiIntegration({ host, store: new MemoryStore() })];
    await Promise.all([one.close(), other.close()]);
  });

  it("is still free when the options were wrong", async () => {
    const store = new MemoryStore();
    expect(() => new GlpiIntegration({ host, store, requestTimeoutMs: 5 })).toThrow("requestTimeoutMs");
    await new GlpiIntegration({ host, store }).close();
  });
});
