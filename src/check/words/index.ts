import type { Locale } from "../../locales/locale.js";
import type { CheckWords } from "./check-words.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { ptBR } from "./pt-BR.js";

/** What a check says, by language. */
export const checkWords: Record<Locale, CheckWords> = { "pt-BR": ptBR, es, en };
