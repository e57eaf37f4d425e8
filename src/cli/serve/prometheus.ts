type Labels = Readonly<Record<string, string | number>>;

/** Upper bounds of answers, in seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A number with a name, and what is known of it, as Prometheus reads it. */
export class Metric {
  readonly #name: string;
  readonly #head: string;
  readonly #values = new Map<string, number>();

  constructor(name: string, type: "counter" | "gauge" | "histogram", help: string) {
    this.#name = name;
    this.#head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}`;
  }

  add(labels: Labels = {}, by = 1, suffix = ""): void {
    const key = `${suffix}${written(labels)}`;
    this.#values.set(key, (this.#values.get(key) ?? 0) + by);
  }

  set(value: number, labels: Labels = {}): void {
    this.#values.set(written(labels), value);
  }

  /** One observation of a histogram. */
  observe(value: number, labels: Labels): void {
    for (const le of BUCKETS) this.add({ ...labels, le }, value <= le ? 1 : 0, "_bucket");
    this.add({ ...labels, le: "+Inf" }, 1, "_bucket");
    this.add(labels, value, "_sum");
    this.add(labels, 1, "_count");
  }

  clear(): void {
    this.#values.clear();
  }

  toString(): string {
    return [this.#head, ...[...this.#values].map(([key, value]) => `${this.#name}${key} ${value}`)].join("\n");
  }
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n");
}
