import { vi } from "vitest";
import type { GlpiIntegrationEvents } from "../src/events.js";
import type { Conversation, Id, Media } from "../src/host/events.js";
import type { Host } from "../src/host/host.js";
import { GlpiIntegration, type GlpiIntegrationOptions, type OutgoingMessage } from "../src/index.js";
import { GlpiSimulator } from "../src/testing/index.js";

/** What the host was asked to do, in order. */
type Said =
  | { to: Id; text: string; buttons?: OutgoingMessage["buttons"]; list?: OutgoingMessage["list"] }
  | { move: Id; queue: Id };

/** A host that does what it is told and remembers it. */
class FakeHost {
  readonly said: Said[] = [];
  readonly loaded: [Id, Id][] = [];
  /** By `tenant/integration`, else by integration. */
  readonly integrations: Record<string, unknown> = {};

  /** By message id: what `openMedia` gives, or throws. */
  files: Map<string, Uint8Array | Error> | undefined;

  /** The host's own storage, where it has one. */
  get openMedia() {
    const { files } = this;
    if (files === undefined) return undefined;
    return (_conversation: Conversation, _media: Media, { id }: { id: Id }): Uint8Array | null => {
      const file = files.get(String(id));
      if (file instanceof Error) throw file;
      return file ?? null;
    };
  }

  /** The host's way to reach customers, where it has one. */
  contactCustomer: Host["contactCustomer"];

  /** Thrown when the host is to say something. */
  failure: Error | undefined;

  readonly sendMessage = (conversation: Conversation, message: OutgoingMessage): void => {
    if (this.failure) throw this.failure;
    this.said.push({ to: conversation.id, ...message });
  };

  readonly transferToQueue = (conversation: Conversation, queue: Id): void => {
    this.said.push({ move: conversation.id, queue });
  };

  readonly loadIntegration = async (id: Id, tenantId: Id): Promise<unknown> => {
    this.loaded.push([id, tenantId]);
    return this.integrations[`${tenantId}/${id}`] ?? this.integrations[id];
  };

  get texts(): string[] {
    return this.said.flatMap((what) => ("text" in what ? [what.text] : []));
  }
}

export interface World {
  glpi: GlpiSimulator;
  host: FakeHost;
  integration: GlpiIntegration;
  create: Record<string, unknown>;
  consult: Record<string, unknown>;
  /** Every event that was emitted, in order. */
  events: {
    [E in keyof GlpiIntegrationEvents]: { name: E; event: Parameters<GlpiIntegrationEvents[E]>[0] };
  }[keyof GlpiIntegrationEvents][];
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
  /** The requests GLPI got, but those for the session. */
  requests(): string[];
}

const eventNames = [
  "ticketCreated",
  "ticketFailed",
  "followUpAdded",
  "ticketReopened",
  "nothingDescribed",
  "ticketsConsulted",
  "requesterCreated",
  "fileFailed",
  "changeTold",
  "requesterAmbiguous",
  "warning",
] as const;

/**
 * A GLPI with the companies ACME (1) and Globex (2), a host with two integrations, 1 to create and 2 to consult, and
 * the integration between the two. Needs a fake clock.
 */
export function makeWorld(
  version: 10 | 11 = 11,
  {
    create = {},
    consult = {},
    options = {},
    now,
    integrationOfQueue,
  }: {
    create?: Record<string, unknown>;
    consult?: Record<string, unknown>;
    options?: Partial<GlpiIntegrationOptions>;
    /** Which integration a queue has, where the host knows. */
    integrationOfQueue?: (queueId: Id) => unknown;
    /** GLPI's clock, by that of its time zone. */
    now?: () => Date;
  } = {},
): World {
  const glpi = new GlpiSimulator({ version, now });
  glpi.addEntity({ name: "ACME" });
  glpi.addEntity({ name: "Globex" });
  const host = Object.assign(new FakeHost(), integrationOfQueue && { integrationOfQueue });
  const account = { name: "GLPI", url: glpi.url, appToken: glpi.appToken, userToken: glpi.userToken };
  const createConfig = { type: "glpi-create-ticket", ...account, ...create };
  const consultConfig = { type: "glpi-consult-tickets", ...account, ...consult };
  host.integrations[1] = createConfig;
  host.integrations[2] = consultConfig;
  const integration = new GlpiIntegration({ host, fetch: glpi.fetch, ...options });
  const events: World["events"] = [];
  for (const name of eventNames) {
    integration.on(name, (event: unknown) => {
      events.push({ name, event } as World["events"][number]);
    });
  }
  return {
    glpi,
    host,
    integration,
    create: createConfig,
    consult: consultConfig,
    events,
    pass: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
      // In-process requests need some turns of the event loop, and no time.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    requests: () =>
      glpi.requests.map(({ method, path }) => `${method} ${path}`).filter((line) => !line.endsWith("Session")),
  };
}

/** A person of ACME (entity 1) whose telephone is written in some form. */
export function addBeatriz(glpi: GlpiSimulator, other: Parameters<GlpiSimulator["addUser"]>[0] | object = {}) {
  return glpi.addUser({
    login: "beatriz",
    firstname: "Beatriz",
    realname: "Souza",
    mobile: "(31) 98765-4322",
    emails: ["beatriz@acme.example"],
    entityId: 1,
    profiles: [{ profileId: 1, entityId: 1, isRecursive: true }],
    ...other,
  });
}
