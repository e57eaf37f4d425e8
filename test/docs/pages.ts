import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const paths = [
  "README.md",
  "README.pt-BR.md",
  "CHANGELOG.md",
  "docs/architecture.md",
  "docs/en/check.md",
  "docs/en/notices.md",
  "docs/en/server.md",
  "docs/es/avisos.md",
  "docs/es/probar.md",
  "docs/es/servidor.md",
  "docs/glpi-webhook.md",
  "docs/host-integration.md",
  "docs/reliability.md",
  "docs/stock-whazing.md",
  "docs/pt-BR/avisos.md",
  "docs/pt-BR/glpi.md",
  "docs/pt-BR/servidor.md",
  "docs/pt-BR/testar.md",
  "docs/pt-BR/whazing.md",
];
const pages = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
export const page = (path: string) => pages[path] ?? "";

/** What stands in the fenced blocks of a language. */
export function blocks(path: string, language: string): string[] {
  return [...page(path).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, text]) => text ?? "",
  );
}

/** The cells of every row below a heading, up to the next heading. */
export function rows(path: string, heading: string): string[][] {
  const [, section = ""] = page(path).split(`\n${heading}\n`);
  const [body = ""] = section.split(/^#/m);
  return body
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

export const unquote = (cell = "") => cell.replaceAll("`", "");
