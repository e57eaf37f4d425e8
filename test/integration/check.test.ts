import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

describe.each([10, 11] as const)("integration.check(), on GLPI %i", (version) => {
  it("looks at a configuration with the integration's own fetch and store, in a session of its own", async () => {
    const { integration, glpi, create } = makeWorld(version);
    addBeatriz(glpi);
    const findings = await integration.check(create, { phone: "5531987654322", locale: "en" });
    const stateOf = (id: string) => findings.find((finding) => finding.id === id)?.state;
    expect(stateOf("userToken")).toBe("ok");
    expect(findings.find(({ id }) => id === "person")?.text).toContain("found by the telephone");
    expect(stateOf("store")).toBe("warning");
    expect(glpi.sessions).toEqual([]);
    await integration.close();
  });

  it("sees a right that was granted a moment ago, and a GLPI that works again though it failed", async () => {
    const { integration, glpi, create } = makeWorld(version);
    const fault = glpi.faults.status(500);
    const down = await integration.check(create);
    expect(down.find(({ id }) => id === "glpi")).toMatchObject({ state: "failed" });
    fault.off();
    const up = await integration.check(create);
    expect(up.find(({ id }) => id === "glpi")).toMatchObject({ state: "ok" });
    await integration.close();
  });
});

it("integration.check() asks no internal address where only public ones may be asked", async () => {
  const { integration, create } = makeWorld(11, { options: { addresses: "public" } });
  const findings = await integration.check({ ...create, url: "https://10.0.0.1/apirest.php" });
  expect(findings[0]).toMatchObject({ id: "configuration.url", state: "failed" });
  await integration.close();
});

it("integration.check() rejects after close, and for an option that is none", async () => {
  const { integration, create } = makeWorld(11);
  await expect(integration.check(create, { timeoutMs: 0 })).rejects.toMatchObject({ code: "CONFIGURATION_INVALID" });
  await integration.close();
  await expect(integration.check(create)).rejects.toMatchObject({ code: "CLOSED" });
});
