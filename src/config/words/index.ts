import type { Locale } from "../../locales/locale.js";
import { en } from "./en.js";
import { es } from "./es.js";
import type { OperatorWords } from "./operator-words.js";
import { ptBR } from "./pt-BR.js";

/** What operators read, by language. */
export const operatorWords: Record<Locale, OperatorWords> = { "pt-BR": ptBR, es, en };
