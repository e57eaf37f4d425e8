import type { Locale } from "../../locales/locale.js";

/** What `whazing-glpi serve` says in one language. */
interface ServeWords {
  usage: string;
  /** Over the list of mistakes. [file, count] */
  mistakes: string;
  /** Before a mistake. [line] */
  line: string;
  /** What is wrong with the file. */
  mistake: {
    /** [code] */
    notYaml: string;
    notObject: string;
    missing: string;
    /** [name] */
    noVariable: string;
    unknown: string;
    /** [id] */
    twice: string;
    tenantNeeded: string;
    /** [tenantId] */
    noTenant: string;
    /** [id] */
    noIntegration: string;
    channelIdNeeded: string;
  };
  problems: {
    /** [path, why] */
    fileUnreadable: string;
    /** [path] */
    noFile: string;
    noPg: string;
    /** [version] */
    noPglite: string;
    /** [path] */
    folderInUse: string;
    /** [path, why] */
    folderUnusable: string;
    /** [address, why] */
    noListen: string;
  };
  /** Heads what was found. [id, name] */
  checked: string;
  /** [path] */
  checkedFile: string;
  /** [path] */
  storeInUse: string;
}

const ptBR: ServeWords = {
  usage: `Uso: whazing-glpi serve [arquivo] [opções]

Atende o Whazing e o GLPI com o que o arquivo diz (YAML ou JSON; sem nome, whazing-glpi.yaml). Se ele não existe e
há um terminal, pergunta o que é preciso e o escreve, como whazing-glpi init.

  --check                 só confere o arquivo, o banco e cada GLPI; não atende
  --locale pt-BR|es|en    o idioma

No arquivo, \${NOME} é o valor de uma variável do ambiente, ou de um arquivo .env do mesmo nome, ao lado dele.
DATABASE_URL diz qual PostgreSQL guarda tudo (precisa de npm install pg); sem ela, é uma pasta (precisa de
npm install @electric-sql/pglite).

Saída: 0 parou a pedido, ou nada falhou em --check; 1 falhou; 2 uso ou arquivo errado.`,
  mistakes: "{{file}} tem {{count}} a corrigir:",
  line: "linha {{line}}",
  mistake: {
    notYaml: "não é YAML nem JSON válido ({{code}})",
    notObject: "o arquivo precisa ter channels, queues e integrations",
    missing: "falta",
    noVariable: "a variável {{name}} não está definida no ambiente, nem no arquivo .env",
    unknown: "não existe; confira como se escreve",
    twice: "{{id}} aparece mais de uma vez",
    tenantNeeded: "há mais de um tenant: diga de qual é, com tenantId",
    noTenant: "não há um tenant {{tenantId}} em tenants",
    noIntegration: "não há uma integração {{id}} deste tenant em integrations",
    channelIdNeeded: "há mais de um canal: diga o id de cada um",
  },
  problems: {
    fileUnreadable: "Não foi possível ler {{path}} ({{why}}).",
    noFile: "{{path}} não existe. Para criar: whazing-glpi init.",
    noPg: "DATABASE_URL precisa do pacote pg: npm install pg.",
    noPglite:
      "Sem DATABASE_URL, tudo fica em uma pasta, e isso precisa do pacote PGlite: npm install @electric-sql/pglite@{{version}}. Ou defina DATABASE_URL com o endereço de um PostgreSQL.",
    folderInUse: "A pasta {{path}} está em uso por outro whazing-glpi serve. Pare o outro antes.",
    folderUnusable: "Não foi possível usar a pasta {{path}} ({{why}}).",
    noListen: "Não foi possível atender em {{address}} ({{why}}). Mude listen.port no arquivo, ou libere a porta.",
  },
  checked: "Integração {{id}}, {{name}}",
  checkedFile: "✓ {{path}} está certo",
  storeInUse: "– {{path}} está em uso por um serve que já roda: não verificado",
};

const es: ServeWords = {
  usage: `Uso: whazing-glpi serve [archivo] [opciones]

Atiende a Whazing y a GLPI con lo que dice el archivo (YAML o JSON; sin nombre, whazing-glpi.yaml). Si no existe y
hay una terminal, pregunta lo necesario y lo escribe, como whazing-glpi init.

  --check                 solo revisa el archivo, la base de datos y cada GLPI; no atiende
  --locale pt-BR|es|en    el idioma

En el archivo, \${NOMBRE} es el valor de una variable del entorno, o de un archivo .env del mismo nombre, a su lado.
DATABASE_URL dice qué PostgreSQL guarda todo (necesita npm install pg); sin ella, es una carpeta (necesita
npm install @electric-sql/pglite).

Salida: 0 se detuvo a petición, o nada falló en --check; 1 falló; 2 uso o archivo incorrecto.`,
  mistakes: "{{file}} tiene {{count}} por corregir:",
  line: "línea {{line}}",
  mistake: {
    notYaml: "no es YAML ni JSON válido ({{code}})",
    notObject: "el archivo debe tener channels, queues e integrations",
    missing: "falta",
    noVariable: "la variable {{name}} no está definida en el entorno, ni en el archivo .env",
    unknown: "no existe; revise cómo se escribe",
    twice: "{{id}} aparece más de una vez",
    tenantNeeded: "hay más de un tenant: diga de cuál es, con tenantId",
    noTenant: "no hay un tenant {{tenantId}} en tenants",
    noIntegration: "no hay una integración {{id}} de este tenant en integrations",
    channelIdNeeded: "hay más de un canal: diga el id de cada uno",
  },
  problems: {
    fileUnreadable: "No se pudo leer {{path}} ({{why}}).",
    noFile: "{{path}} no existe. Para crearlo: whazing-glpi init.",
    noPg: "DATABASE_URL necesita el paquete pg: npm install pg.",
    noPglite:
      "Sin DATABASE_URL, todo queda en una carpeta, y eso necesita el paquete PGlite: npm install @electric-sql/pglite@{{version}}. O defina DATABASE_URL con la dirección de un PostgreSQL.",
    folderInUse: "La carpeta {{path}} está en uso por otro whazing-glpi serve. Detenga antes el otro.",
    folderUnusable: "No se pudo usar la carpeta {{path}} ({{why}}).",
    noListen: "No se pudo atender en {{address}} ({{why}}). Cambie listen.port en el archivo, o libere el puerto.",
  },
  checked: "Integración {{id}}, {{name}}",
  checkedFile: "✓ {{path}} está bien",
  storeInUse: "– {{path}} está en uso por un serve que ya se ejecuta: sin comprobar",
};

const en: ServeWords = {
  usage: `Usage: whazing-glpi serve [file] [options]

Serves Whazing and GLPI as the file says (YAML or JSON; whazing-glpi.yaml where none is named). Where it does not exist
and there is a terminal, it asks for what is needed and writes it, as whazing-glpi init does.

  --check                 only looks at the file, the database and each GLPI; serves nothing
  --locale pt-BR|es|en    the language

In the file \${NAME} is the value of a variable of the environment, or of a .env file of the same name beside it.
DATABASE_URL names the PostgreSQL that keeps it all (needs npm install pg); without it, that is a folder (needs
npm install @electric-sql/pglite).

Exit code: 0 stopped as asked, or nothing failed with --check; 1 failed; 2 wrong usage or file.`,
  mistakes: "{{file}} has {{count}} to mend:",
  line: "line {{line}}",
  mistake: {
    notYaml: "is no valid YAML or JSON ({{code}})",
    notObject: "the file needs channels, queues and integrations",
    missing: "is missing",
    noVariable: "the variable {{name}} is set neither in the environment nor in the .env file",
    unknown: "does not exist; see how it is spelled",
    twice: "{{id}} is there more than once",
    tenantNeeded: "there are several tenants: say whose it is, with tenantId",
    noTenant: "there is no tenant {{tenantId}} in tenants",
    noIntegration: "there is no integration {{id}} of this tenant in integrations",
    channelIdNeeded: "there are several channels: say the id of each",
  },
  problems: {
    fileUnreadable: "{{path}} cannot be read ({{why}}).",
    noFile: "{{path}} does not exist. To make it: whazing-glpi init.",
    noPg: "DATABASE_URL needs the package pg: npm install pg.",
    noPglite:
      "Without DATABASE_URL all is kept in a folder, which needs the package PGlite: npm install @electric-sql/pglite@{{version}}. Or set DATABASE_URL to the address of a PostgreSQL.",
    folderInUse: "The folder {{path}} is in use by another whazing-glpi serve. Stop that one first.",
    folderUnusable: "The folder {{path}} cannot be used ({{why}}).",
    noListen: "Cannot listen on {{address}} ({{why}}). Change listen.port in the file, or free the port.",
  },
  checked: "Integration {{id}}, {{name}}",
  checkedFile: "✓ {{path}} is right",
  storeInUse: "– {{path}} is in use by a serve that runs already: not looked at",
};

/** What `whazing-glpi serve` says, by language. */
export const serveWords: Record<Locale, ServeWords> = { "pt-BR": ptBR, es, en };
