import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { GlpiIntegration } from "../../integration/glpi-integration.js";
import type { Health } from "../../integration/health.js";

const PREFIX = "whazing_glpi";
/** Upper bounds of GLPI's answers, in seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is counted of a server, in Prometheus's text. Its labels hold ids, codes and addresses, and nobody's data. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #batches = this.#gauge(
    "batches",
    "What customers wrote and is kept, by state; dead: given up, and to be replayed.",
    "state",
  );
  readonly #oldest = this.#gauge("oldest_wait_seconds", "Age of the oldest batch that is neither held, done nor dead.");
  readonly #storeUp = this.#gauge("store_up", "1 while the store answers.");
  readonly #open = this.#gauge(
    "glpi_breaker_open",
    "1 while this GLPI failed too often and is only probed.",
    "server",
    "tenant",
  );
  readonly #failures = this.#gauge(
    "glpi_failures_in_a_row",
    "Failures of this GLPI since it last answered.",
    "server",
    "tenant",
  );
  readonly #tickets = this.#counter("tickets_created", "Tickets opened.");
  readonly #followUps = this.#counter("follow_ups_added", "Follow-ups added to tickets.");
  readonly #reopened = this.#counter("tickets_reopened", "Solved tickets that customers reopened.");
  readonly #changes = this.#counter("changes_told", "Changes in GLPI that customers were told, by reason.", "reason");
  readonly #listed = this.#counter("tickets_consulted", "Lists of tickets that customers were told.");
  readonly #people = this.#counter("requesters_created", "Users made in GLPI.");
  readonly #failed = this.#counter("tickets_failed", "Batches given up, by code.", "code");
  readonly #files = this.#counter("files_failed", "Files that are not in their ticket, by problem.", "problem");
  readonly #warnings = this.#counter("warnings", "Warnings, by code.", "code");
  readonly #webhooks = this.#counter("webhooks", "Webhooks answered, by path and status.", "path", "status");
  readonly #latency = new Histogram({
    name: `${PREFIX}_glpi_answer_seconds`,
    help: "How long GLPI took to answer a request, failures included.",
    labelNames: ["server"],
    buckets: BUCKETS,
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Counts what an integration tells. */
  hear(integration: GlpiIntegration): void {
    integration.on("ticketCreated", () => this.#tickets.inc());
    integration.on("followUpAdded", () => this.#followUps.inc());
    integration.on("ticketReopened", () => this.#reopened.inc());
    integration.on("changeTold", ({ reason }) => this.#changes.inc({ reason }));
    integration.on("ticketsConsulted", () => this.#listed.inc());
    integration.on("requesterCreated", () => this.#people.inc());
    integration.on("ticketFailed", ({ error: { code } }) => this.#failed.inc({ code }));
    integration.on("fileFailed", ({ problem }) => this.#files.inc({ problem }));
    integration.on("warning", ({ error: { code } }) => this.#warnings.inc({ code }));
  }

  /** A webhook was answered. */
  webhook(path: string, status: number): void {
    this.#webhooks.inc({ path, status });
  }

  /** A GLPI answered, or did not. */
  answered(server: string, seconds: number): void {
    this.#latency.observe({ server }, seconds);
  }

  /** The text, of this type; without `health`, the store does not answer. */
  async text(health: Health | undefined): Promise<{ text: string; type: string }> {
    for (const metric of [this.#batches, this.#open, this.#failures]) metric.reset();
    this.#oldest.remove();
    this.#storeUp.set(health === undefined ? 0 : 1);
    if (health !== undefined) {
      const { waiting, held, inProgress, failed, dead } = health;
      for (const [state, count] of Object.entries({ waiting, held, in_progress: inProgress, failed, dead }))
        this.#batches.set({ state }, count);
      this.#oldest.set(health.oldestWaitMs / 1_000);
      for (const { url: server, tenantId, state, failures } of health.servers) {
        const labels = { server, tenant: String(tenantId) };
        this.#open.set(labels, state === "open" ? 1 : 0);
        this.#failures.set(labels, failures);
      }
    }
    return { text: await this.#registry.metrics(), type: this.#registry.contentType };
  }

  #gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    return new Gauge({ name: `${PREFIX}_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name: `${PREFIX}_${name}_total`, help, labelNames, registers: [this.#registry] });
  }
}
