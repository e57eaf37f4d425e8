import type { GlpiIntegration } from "../../integration/glpi-integration.js";
import type { Health } from "../../integration/health.js";
import { Metric } from "./prometheus.js";

const PREFIX = "whazing_glpi";

const gauge = (name: string, help: string) => new Metric(`${PREFIX}_${name}`, "gauge", help);
const counter = (name: string, help: string) => new Metric(`${PREFIX}_${name}_total`, "counter", help);

/** What is counted of a server, in Prometheus's text. Its labels hold ids, codes and addresses, and nobody's data. */
export class Metrics {
  readonly #batches = gauge(
    "batches",
    "What customers wrote and is kept, by state; dead: given up, and to be replayed.",
  );
  readonly #oldest = gauge("oldest_wait_seconds", "Age of the oldest batch that is neither held, done nor dead.");
  readonly #storeUp = gauge("store_up", "1 while the store answers.");
  readonly #open = gauge("glpi_breaker_open", "1 while this GLPI failed too often and is only probed.");
  readonly #failures = gauge("glpi_failures_in_a_row", "Failures of this GLPI since it last answered.");
  readonly #tickets = counter("tickets_created", "Tickets opened.");
  readonly #followUps = counter("follow_ups_added", "Follow-ups added to tickets.");
  readonly #reopened = counter("tickets_reopened", "Solved tickets that customers reopened.");
  readonly #changes = counter("changes_told", "Changes in GLPI that customers were told, by reason.");
  readonly #listed = counter("tickets_consulted", "Lists of tickets that customers were told.");
  readonly #people = counter("requesters_created", "Users made in GLPI.");
  readonly #failed = counter("tickets_failed", "Batches given up, by code.");
  readonly #files = counter("files_failed", "Files that are not in their ticket, by problem.");
  readonly #warnings = counter("warnings", "Warnings, by code.");
  readonly #webhooks = counter("webhooks", "Webhooks answered, by path and status.");
  readonly #latency = new Metric(
    `${PREFIX}_glpi_answer_seconds`,
    "histogram",
    "How long GLPI took to answer a request, failures included.",
  );
  readonly #all = Object.freeze([
    ...[this.#batches, this.#oldest, this.#storeUp, this.#open, this.#failures],
    ...[this.#tickets, this.#followUps, this.#reopened, this.#changes, this.#listed, this.#people],
    ...[this.#failed, this.#files, this.#warnings, this.#webhooks, this.#latency],
  ]);

  constructor() {
    // What is not there yet cannot be watched.
    for (const metric of [this.#tickets, this.#followUps, this.#reopened, this.#listed, this.#people])
      metric.add({}, 0);
  }

  /** Counts what an integration tells. */
  hear(integration: GlpiIntegration): void {
    integration.on("ticketCreated", () => this.#tickets.add());
    integration.on("followUpAdded", () => this.#followUps.add());
    integration.on("ticketReopened", () => this.#reopened.add());
    integration.on("changeTold", ({ reason }) => this.#changes.add({ reason }));
    integration.on("ticketsConsulted", () => this.#listed.add());
    integration.on("requesterCreated", () => this.#people.add());
    integration.on("ticketFailed", ({ error: { code } }) => this.#failed.add({ code }));
    integration.on("fileFailed", ({ problem }) => this.#files.add({ problem }));
    integration.on("warning", ({ error: { code } }) => this.#warnings.add({ code }));
  }

  /** A webhook was answered. */
  webhook(path: string, status: number): void {
    this.#webhooks.add({ path, status });
  }

  /** A GLPI answered, or did not. */
  answered(server: string, seconds: number): void {
    this.#latency.observe(seconds, { server });
  }

  /** The text; without `health`, the store does not answer. */
  text(health: Health | undefined): string {
    for (const metric of [this.#batches, this.#oldest, this.#open, this.#failures]) metric.clear();
    this.#storeUp.set(health === undefined ? 0 : 1);
    if (health !== undefined) {
      const { waiting, held, inProgress, failed, dead } = health;
      for (const [state, count] of Object.entries({ waiting, held, in_progress: inProgress, failed, dead }))
        this.#batches.set(count, { state });
      this.#oldest.set(health.oldestWaitMs / 1_000);
      for (const { url: server, tenantId: tenant, state, failures } of health.servers) {
        this.#open.set(state === "open" ? 1 : 0, { server, tenant });
        this.#failures.set(failures, { server, tenant });
      }
    }
    return `${this.#all.join("\n")}\n`;
  }
}
