import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi } from "./checking.js";

useFakeClock();

describe.each([10, 11] as const)("the files of a GLPI %i", (version) => {
  it("as it comes: 2 MB, and these of WhatsApp's kinds not", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("files.size")).toMatchObject({ state: "warning", text: expect.stringContaining("até 2 MB") });
    const { text } = findings.get("files.types") ?? {};
    expect(text).toContain("fotos de iPhone sem conversão (.heic)");
    expect(text).toContain("arquivos de áudio (.m4a, .aac, .amr)");
    expect(text).toContain("vídeos (.mp4, .3gp)");
    expect(text).toContain("lista é a de fábrica");
    // Renamed, these pass.
    expect(text).not.toMatch(/voz|cartões/);
    expect(text?.includes("figurinhas (.webp)")).toBe(version === 10);
  });

  it("that are not renamed", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check({ ...create, renameRefused: false }, { fetch: glpi.fetch });
    expect(findings.get("files.types")?.text).toContain("mensagens de voz (.opus)");
    expect(findings.get("files.types")?.text).toContain("cartões de contato (.vcf)");
  });

  it("that are all taken, as the API user may read", async () => {
    const { create, glpi } = makeGlpi(version, { ...leastRights, typedoc: 1 });
    for (const ending of ["heic", "webp", "m4a", "aac", "amr", "mp4", "3gp"]) glpi.documentTypes.add(ending);
    glpi.documentMaxSizeMb = 32;
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("files.types")).toMatchObject({
      state: "ok",
      text: "O GLPI aceita tudo o que se envia pelo WhatsApp.",
    });
    expect(findings.get("files.size")).toMatchObject({ state: "ok", text: expect.stringContaining("32 MB") });
  });

  it("of which the integration itself lets no larger ones pass", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check({ ...create, maxFileMb: 2 }, { fetch: glpi.fetch });
    expect(findings.get("files.size")).toMatchObject({ state: "ok" });
  });
});
