import pc from "picocolors";
import type { Finding, FindingState } from "../../check/finding.js";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { cliWords } from "../words.js";

const signs: Readonly<Record<FindingState, string>> = { ok: "✓", warning: "!", failed: "✗", skipped: "–" };

/** Findings as a person reads them: a sign, what it is, what was found, and below it how to mend it. */
export function drawFindings(findings: readonly Finding[], locale: Locale, colors: boolean): string {
  const { green, yellow, red, dim } = pc.createColors(colors);
  const paint = { ok: green, warning: yellow, failed: red, skipped: dim };
  const width = Math.max(...findings.map(({ id }) => id.length));
  const lines = findings.flatMap(({ id, state, text, mend }) => {
    const line = `${paint[state](signs[state])} ${dim(id.padEnd(width))}  ${text}`;
    return mend === "" ? [line] : [line, `${" ".repeat(width + 4)}→ ${mend}`];
  });
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  const counts = { ok: count("ok"), warning: count("warning"), failed: count("failed"), skipped: count("skipped") };
  return [...lines, "", renderTemplate(cliWords[locale].sum, counts)].join("\n");
}
