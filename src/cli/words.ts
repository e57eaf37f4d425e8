import type { Locale } from "../locales/locale.js";

/** The words behind `whazing-glpi`. */
export type CommandName = "check" | "serve" | "init";

/** What the command says in one language. */
interface CliWords {
  usage: string;
  commands: Record<CommandName, string>;
  /** [name] */
  seeHelp: string;
  checkUsage: string;
  /** [ok, warning, failed, skipped] */
  sum: string;
  problems: {
    notFlag: string;
    /** [flag] */
    tokenTyped: string;
    /** [flag] */
    unknownFlag: string;
    /** [flag] */
    flagWithout: string;
    nothingGiven: string;
    wrongType: string;
    wrongLocale: string;
    wrongField: string;
    wrongTimeout: string;
    tooLong: string;
    /** [path, why] */
    fileUnreadable: string;
    /** [path] */
    notJson: string;
    /** [path] */
    notObject: string;
    noDatabaseUrl: string;
    noPg: string;
  };
}

const ptBR: CliWords = {
  usage: "Uso: whazing-glpi <comando> [opções]   (whazing-glpi <comando> --help mostra as opções)",
  commands: {
    check: "testa uma integração com o GLPI e diz o que corrigir, e onde",
    serve: "atende o Whazing e o GLPI, com o que um arquivo diz",
    init: "pergunta o que é preciso e escreve esse arquivo",
  },
  seeHelp: "As opções: whazing-glpi {{name}} --help",
  checkUsage: `Uso: whazing-glpi check [opções]

Testa uma integração com o GLPI: o que está errado e onde corrigir. Nada é escrito no GLPI.

Os tokens nunca vão na linha de comando. Eles vêm do ambiente ou do arquivo:
  GLPI_URL, GLPI_APP_TOKEN, GLPI_USER_TOKEN   o acesso ao GLPI
  --config arquivo.json   a configuração da integração, como o formulário a guarda; o ambiente vale mais que ela

  --url URL               a URL da integração, no lugar de GLPI_URL
  --type create|consult   cria chamados (padrão) ou consulta
  --phone 5531987654321   quem seria o requerente, em que entidade, por quê, e quem mais combina
  --email ana@example.com
  --field CPF=52998224725 um campo extra do contato; pode repetir
  --database              testa também o PostgreSQL de DATABASE_URL (precisa de npm install pg)
  --write                 abre um chamado e o apaga
  --timeout 15            segundos por pedido, de 1 a 300
  --locale pt-BR|es|en    o idioma
  --json                  uma lista de { id, state, text, mend }

Saída: 0 sem falhas, 1 com falhas, 2 uso errado.`,
  sum: "{{ok}} certos, {{warning}} avisos, {{failed}} falhas, {{skipped}} não verificados",
  problems: {
    notFlag:
      "Há um argumento que não é uma opção. Os tokens não vão na linha de comando: use GLPI_APP_TOKEN e GLPI_USER_TOKEN.",
    tokenTyped:
      "Tokens não vão na linha de comando, onde outros os leem: use GLPI_APP_TOKEN e GLPI_USER_TOKEN, ou --config.",
    unknownFlag: "Opção desconhecida{{#flag}}: {{flag}}{{/flag}}.",
    flagWithout: "Uma opção está sem o seu valor, ou tem um que não deveria ter.",
    nothingGiven:
      "Diga qual GLPI: defina GLPI_URL (ou --url), GLPI_APP_TOKEN e GLPI_USER_TOKEN, ou use --config arquivo.json.",
    wrongType: "--type: use create ou consult.",
    wrongLocale: "--locale: use pt-BR, es ou en.",
    wrongField: "--field: escreva NOME=valor.",
    wrongTimeout: "--timeout: use de 1 a 300 segundos.",
    tooLong: "O valor de uma opção tem mais de 500 caracteres.",
    fileUnreadable: "Não foi possível ler {{path}} ({{why}}).",
    notJson: "{{path}} não é um JSON válido.",
    notObject: "{{path}} precisa ter um objeto, com os campos do formulário.",
    noDatabaseUrl: "--database: defina DATABASE_URL com o endereço do PostgreSQL.",
    noPg: "--database precisa do pacote pg: npm install pg.",
  },
};

const es: CliWords = {
  usage: "Uso: whazing-glpi <comando> [opciones]   (whazing-glpi <comando> --help muestra las opciones)",
  commands: {
    check: "prueba una integración con GLPI y dice qué corregir, y dónde",
    serve: "atiende a Whazing y a GLPI, con lo que dice un archivo",
    init: "pregunta lo necesario y escribe ese archivo",
  },
  seeHelp: "Las opciones: whazing-glpi {{name}} --help",
  checkUsage: `Uso: whazing-glpi check [opciones]

Prueba una integración con GLPI: qué está mal y dónde corregirlo. No se escribe nada en GLPI.

Los tokens nunca van en la línea de comandos. Vienen del entorno o del archivo:
  GLPI_URL, GLPI_APP_TOKEN, GLPI_USER_TOKEN   el acceso a GLPI
  --config archivo.json   la configuración de la integración, como la guarda el formulario; el entorno vale más

  --url URL               la URL de la integración, en lugar de GLPI_URL
  --type create|consult   crea tickets (predeterminado) o consulta
  --phone 5531987654321   quién sería el solicitante, en qué entidad, por qué, y quién más coincide
  --email ana@example.com
  --field CPF=52998224725 un campo extra del contacto; puede repetirse
  --database              prueba también el PostgreSQL de DATABASE_URL (necesita npm install pg)
  --write                 abre un ticket y lo borra
  --timeout 15            segundos por petición, de 1 a 300
  --locale pt-BR|es|en    el idioma
  --json                  una lista de { id, state, text, mend }

Salida: 0 sin fallos, 1 con fallos, 2 uso incorrecto.`,
  sum: "{{ok}} bien, {{warning}} avisos, {{failed}} fallos, {{skipped}} sin comprobar",
  problems: {
    notFlag:
      "Hay un argumento que no es una opción. Los tokens no van en la línea de comandos: use GLPI_APP_TOKEN y GLPI_USER_TOKEN.",
    tokenTyped:
      "Los tokens no van en la línea de comandos, donde otros los leen: use GLPI_APP_TOKEN y GLPI_USER_TOKEN, o --config.",
    unknownFlag: "Opción desconocida{{#flag}}: {{flag}}{{/flag}}.",
    flagWithout: "Falta el valor de una opción, o sobra.",
    nothingGiven:
      "Diga qué GLPI: defina GLPI_URL (o --url), GLPI_APP_TOKEN y GLPI_USER_TOKEN, o use --config archivo.json.",
    wrongType: "--type: use create o consult.",
    wrongLocale: "--locale: use pt-BR, es o en.",
    wrongField: "--field: escriba NOMBRE=valor.",
    wrongTimeout: "--timeout: use de 1 a 300 segundos.",
    tooLong: "El valor de una opción tiene más de 500 caracteres.",
    fileUnreadable: "No se pudo leer {{path}} ({{why}}).",
    notJson: "{{path}} no es un JSON válido.",
    notObject: "{{path}} debe tener un objeto, con los campos del formulario.",
    noDatabaseUrl: "--database: defina DATABASE_URL con la dirección de PostgreSQL.",
    noPg: "--database necesita el paquete pg: npm install pg.",
  },
};

const en: CliWords = {
  usage: "Usage: whazing-glpi <command> [options]   (whazing-glpi <command> --help shows the options)",
  commands: {
    check: "tests an integration with GLPI, and says what to mend, and where",
    serve: "serves Whazing and GLPI, as a file says",
    init: "asks for what is needed, and writes that file",
  },
  seeHelp: "The options: whazing-glpi {{name}} --help",
  checkUsage: `Usage: whazing-glpi check [options]

Tests an integration with GLPI: what is wrong, and where to mend it. Nothing is written in GLPI.

Tokens are never given on the command line. They come from the environment or the file:
  GLPI_URL, GLPI_APP_TOKEN, GLPI_USER_TOKEN   the access to GLPI
  --config file.json      the integration's configuration, as the form stores it; the environment goes first

  --url URL               the integration's URL, in place of GLPI_URL
  --type create|consult   opens tickets (default) or looks them up
  --phone 5531987654321   who would be the requester, in which entity, why, and who else fits
  --email ana@example.com
  --field CPF=52998224725 an extra field of the contact; may be repeated
  --database              tests the PostgreSQL of DATABASE_URL too (needs npm install pg)
  --write                 opens a ticket and deletes it
  --timeout 15            seconds for a request, 1 to 300
  --locale pt-BR|es|en    the language
  --json                  a list of { id, state, text, mend }

Exit code: 0 nothing failed, 1 something failed, 2 wrong usage.`,
  sum: "{{ok}} ok, {{warning}} warnings, {{failed}} failed, {{skipped}} not looked at",
  problems: {
    notFlag:
      "There is an argument that is no option. Tokens do not go on the command line: use GLPI_APP_TOKEN and GLPI_USER_TOKEN.",
    tokenTyped:
      "Tokens do not go on the command line, where others read them: use GLPI_APP_TOKEN and GLPI_USER_TOKEN, or --config.",
    unknownFlag: "Unknown option{{#flag}}: {{flag}}{{/flag}}.",
    flagWithout: "An option lacks its value, or has one that it should not have.",
    nothingGiven:
      "Say which GLPI: set GLPI_URL (or --url), GLPI_APP_TOKEN and GLPI_USER_TOKEN, or use --config file.json.",
    wrongType: "--type: use create or consult.",
    wrongLocale: "--locale: use pt-BR, es or en.",
    wrongField: "--field: write NAME=value.",
    wrongTimeout: "--timeout: use 1 to 300 seconds.",
    tooLong: "An option's value has more than 500 characters.",
    fileUnreadable: "{{path}} cannot be read ({{why}}).",
    notJson: "{{path}} is no valid JSON.",
    notObject: "{{path}} has to hold an object, with the fields of the form.",
    noDatabaseUrl: "--database: set DATABASE_URL to the address of PostgreSQL.",
    noPg: "--database needs the package pg: npm install pg.",
  },
};

/** What the command says, by language. */
export const cliWords: Record<Locale, CliWords> = { "pt-BR": ptBR, es, en };
