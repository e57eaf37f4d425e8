import pc from "picocolors";

const { isTTY, columns = 90 } = process.stdout;
// picocolors takes CI for a terminal; what is piped stays plain here.
const colors = pc.createColors(isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb");
const width = Math.max(60, Math.min(100, columns));
const labelWidth = 16;

/** All times of the demo are of this zone: the screen's, GLPI's and those that customers read. */
export const timeZone = "America/Sao_Paulo";
const clock = new Intl.DateTimeFormat("pt-BR", { timeZone, timeStyle: "medium" });

/** Prints the demo: what is written on both sides, and what GLPI holds. */
export const screen = {
  note(text: string): void {
    print(text, "", colors.dim);
  },

  title(text: string): void {
    print(`\n${text}\n${"─".repeat(Math.min(width, text.length))}`, "", colors.bold);
  },

  /** One message on WhatsApp. */
  message(author: string, text: string, side: "customer" | "us"): void {
    const time = clock.format(new Date());
    const arrow = side === "customer" ? "›" : "‹";
    const color = side === "customer" ? colors.cyan : colors.green;
    const label = `${time} ${author.padEnd(8)} ${arrow} `;
    print(text, `  ${label}`, color);
  },

  /** What happens between messages. */
  event(text: string): void {
    print(text, "           ", colors.dim);
  },

  heading(text: string): void {
    print(`\n${text}`, "  ", colors.bold);
  },

  /** One line of what GLPI holds. */
  row(label: string, value: string | number): void {
    print(String(value), `    ${label.padEnd(labelWidth)}`, (line) => line);
  },

  passed(text: string): void {
    print(text, "  ✓ ", colors.green);
  },

  failed(text: string): void {
    console.error(`\n${colors.red("✗")} ${text}`);
  },

  /** What to do about a failure. */
  advice(text: string): void {
    console.error(text);
  },
};

/** Lines that do not fit go on below their own beginning, after the label. */
function print(text: string, label: string, color: (line: string) => string): void {
  const indent = " ".repeat(label.length);
  const lines = text.split("\n").flatMap((line) => wrap(line, width - label.length));
  lines.forEach((line, index) => {
    console.log(`${index === 0 ? label : indent}${color(line)}`.trimEnd());
  });
}

function wrap(line: string, limit: number): string[] {
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] === "" ? word : `${lines[last]} ${word}`;
    if (longer.length <= limit || lines[last] === "") lines[last] = longer;
    else lines.push(word);
  }
  return lines;
}
