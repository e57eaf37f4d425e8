import type { Locale } from "../../locales/locale.js";

/** What stands in an operator's preview for what customers, technicians and GLPI say. */
interface SampleWords {
  queue: string;
  firstWords: string;
  titles: readonly [string, string];
  answer: string;
  solution: string;
  companies: readonly [string, string];
  categories: readonly [string, string];
  locations: readonly [string, string];
  fileName: string;
}

export const sampleWords: Record<Locale, SampleWords> = {
  "pt-BR": {
    queue: "Suporte",
    firstWords: "A impressora da recepção não imprime",
    titles: ["A impressora da recepção não imprime", "Sem internet na sala 2"],
    answer: "Bom dia! Passo aí hoje às 15h para ver a impressora.",
    solution: "Trocamos o cartucho e a impressora voltou a imprimir.",
    companies: ["ACME Matriz", "ACME Filial"],
    categories: ["Impressora", "Rede"],
    locations: ["Recepção", "Sala 2"],
    fileName: "foto da impressora.jpg",
  },
  es: {
    queue: "Soporte",
    firstWords: "La impresora de la recepción no imprime",
    titles: ["La impresora de la recepción no imprime", "Sin internet en la sala 2"],
    answer: "¡Buenos días! Paso hoy a las 15:00 para ver la impresora.",
    solution: "Cambiamos el cartucho y la impresora volvió a imprimir.",
    companies: ["ACME Central", "ACME Sucursal"],
    categories: ["Impresora", "Red"],
    locations: ["Recepción", "Sala 2"],
    fileName: "foto de la impresora.jpg",
  },
  en: {
    queue: "Support",
    firstWords: "The printer at the reception does not print",
    titles: ["The printer at the reception does not print", "No internet in room 2"],
    answer: "Good morning! I will come by today at 3 pm to see to the printer.",
    solution: "We replaced the cartridge, and the printer works again.",
    companies: ["ACME Headquarters", "ACME Branch"],
    categories: ["Printer", "Network"],
    locations: ["Reception", "Room 2"],
    fileName: "photo of the printer.jpg",
  },
};
