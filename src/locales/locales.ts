import { en } from "./en.js";
import { es } from "./es.js";
import type { Locale, LocaleWords } from "./locale.js";
import { ptBR } from "./pt-BR.js";

/** What customers and operators read, by language. */
export const locales: Record<Locale, LocaleWords> = { "pt-BR": ptBR, es, en };
