/** WhatsApp's have 14 or 15 digits. */
const lid = /^(?!(\d)\1+(?:@|$))\d{10,20}(?:@lid)?$/;

/** A contact's lid; undefined for what hosts write where there is none (`0`, `null`, `@lid`), for everybody alike. */
export function readLid(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed !== undefined && lid.test(trimmed) ? trimmed : undefined;
}
