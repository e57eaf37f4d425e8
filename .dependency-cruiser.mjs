/**
 * The rooms of `src/`, from the top: what stands in one may use what stands in those below it, and nothing above.
 * `npm run rooms` checks it; the picture in docs/architecture.md is drawn from it.
 */
export const rooms = [
  "cli",
  "index.ts",
  "whazing",
  "integration",
  "ticket",
  "consult",
  "changes",
  "check",
  "requester",
  "work",
  "config",
  "store",
  "locales",
  "events.ts",
  "conversation",
  "files",
  "host",
  "glpi",
  "phone-number",
  "testing",
];

/** A pattern of all files of these rooms. */
const filesOf = (names) => `^src/(${names.map((name) => name.replace(".", "[.]")).join("|")})(/|$)`;

const upwards = rooms.slice(1).map((room, index) => ({
  name: `${room}-looks-up`,
  severity: "error",
  from: { path: filesOf([room]) },
  to: { path: filesOf(rooms.slice(0, index + 1)) },
}));

export default {
  forbidden: [
    ...upwards,
    { name: "leads-nowhere", severity: "error", from: {}, to: { couldNotResolve: true } },
    { name: "circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "conversation-is-pure",
      comment: "It knows neither GLPI nor the host's functions: what the host tells is all it reads.",
      severity: "error",
      from: { path: "^src/conversation/" },
      to: { path: "^src/", pathNot: "^src/(conversation/|host/events[.]ts$)" },
    },
  ],
  options: {
    // Imports of types are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
