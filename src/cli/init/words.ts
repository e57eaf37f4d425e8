import type { Locale } from "../../locales/locale.js";
import type { Answers } from "./answers.js";

/** What `whazing-glpi init` says in one language. */
interface InitWords {
  usage: string;
  /** [path] */
  exists: string;
  /** The file cannot be written there. [folder, why] */
  unwritable: string;
  /** It asks at a terminal, and there is none. */
  noTerminal: string;
  welcome: string;
  questions: Record<keyof Answers, string>;
  kinds: Record<Answers["kind"], string>;
  wrong: { needed: string; address: string; id: string };
  yes: string;
  no: string;
  stopped: string;
  /** [path, secrets] */
  written: string;
  /** [address, secrets] */
  next: string;
  /** The comments of the file. */
  comments: { head: string; listen: string; channel: string; queue: string; integration: string };
}

const ptBR: InitWords = {
  usage: `Uso: whazing-glpi init [arquivo] [opções]

Pergunta o que é preciso e escreve o arquivo de whazing-glpi serve (sem nome, whazing-glpi.yaml), com os segredos em um
arquivo .env ao lado. Nunca escreve sobre um arquivo que já existe, e não mostra os tokens.

  --locale pt-BR|es|en    o idioma

Saída: 0 escrito; 1 interrompido; 2 uso errado, sem terminal, ou o arquivo já existe.`,
  exists: "{{path}} já existe, e fica como está. Use outro nome, ou mova-o antes.",
  unwritable: "Não é possível escrever em {{folder}} ({{why}}). Crie a pasta, ou escolha outra.",
  noTerminal:
    "whazing-glpi init pergunta em um terminal, e aqui não há um. Escreva o arquivo à mão: docs/pt-BR/servidor.md tem um exemplo.",
  welcome: "Vamos ligar o Whazing ao GLPI. São nove perguntas.",
  questions: {
    glpiUrl: "URL da API do GLPI (https://…/apirest.php)",
    appToken: "APP TOKEN do GLPI",
    userToken: "USER TOKEN do GLPI",
    whazingUrl: "Endereço da API externa do canal, no Whazing (https://…/v1/api/external/…)",
    apiToken: "Token da API externa do canal",
    kind: "Que canal é?",
    queueId: "Id da fila que abre chamados",
    errorQueueId: "Id da fila em caso de erro (vazio: nenhuma)",
    tellChanges: "Avisar o cliente do que acontece no GLPI?",
  },
  kinds: { official: "API oficial do WhatsApp", plus: "outro, com botões", other: "outro, sem botões" },
  wrong: {
    needed: "É preciso responder.",
    address: "Escreva o endereço inteiro, com https://.",
    id: "É um número.",
  },
  yes: "Sim",
  no: "Não",
  stopped: "Interrompido: nada foi escrito.",
  written: "Escritos {{path}} e {{secrets}} (os segredos; só você pode ler).",
  next: "No Whazing, crie o webhook do canal para o endereço público deste servidor, com o caminho {{address}}. O token dele está em {{secrets}}, em WHAZING_WEBHOOK_TOKEN.",
  comments: {
    head: "whazing-glpi serve. Os segredos estão no arquivo .env do mesmo nome.",
    listen: "Onde atender; 0.0.0.0 em um contêiner.",
    channel: "Um para cada canal do Whazing. Com mais de um, cada um precisa do seu id (whatsapp.id dos webhooks).",
    queue: "A fila do Whazing, e a integração dela.",
    integration: "Os campos são os do formulário: docs/pt-BR/whazing.md.",
  },
};

const es: InitWords = {
  usage: `Uso: whazing-glpi init [archivo] [opciones]

Pregunta lo necesario y escribe el archivo de whazing-glpi serve (sin nombre, whazing-glpi.yaml), con los secretos en un
archivo .env a su lado. Nunca escribe sobre un archivo que ya existe, y no muestra los tokens.

  --locale pt-BR|es|en    el idioma

Salida: 0 escrito; 1 interrumpido; 2 uso incorrecto, sin terminal, o el archivo ya existe.`,
  exists: "{{path}} ya existe, y queda como está. Use otro nombre, o muévalo antes.",
  unwritable: "No se puede escribir en {{folder}} ({{why}}). Cree la carpeta, o elija otra.",
  noTerminal:
    "whazing-glpi init pregunta en un terminal, y aquí no hay ninguno. Escriba el archivo a mano: docs/es/servidor.md tiene un ejemplo.",
  welcome: "Vamos a unir Whazing con GLPI. Son nueve preguntas.",
  questions: {
    glpiUrl: "URL de la API de GLPI (https://…/apirest.php)",
    appToken: "APP TOKEN de GLPI",
    userToken: "USER TOKEN de GLPI",
    whazingUrl: "Dirección de la API externa del canal, en Whazing (https://…/v1/api/external/…)",
    apiToken: "Token de la API externa del canal",
    kind: "¿Qué canal es?",
    queueId: "Id de la cola que abre tickets",
    errorQueueId: "Id de la cola en caso de error (vacío: ninguna)",
    tellChanges: "¿Avisar al cliente de lo que ocurre en GLPI?",
  },
  kinds: { official: "API oficial de WhatsApp", plus: "otro, con botones", other: "otro, sin botones" },
  wrong: {
    needed: "Hace falta una respuesta.",
    address: "Escriba la dirección completa, con https://.",
    id: "Es un número.",
  },
  yes: "Sí",
  no: "No",
  stopped: "Interrumpido: no se escribió nada.",
  written: "Escritos {{path}} y {{secrets}} (los secretos; solo usted puede leerlos).",
  next: "En Whazing, cree el webhook del canal hacia la dirección pública de este servidor, con la ruta {{address}}. Su token está en {{secrets}}, en WHAZING_WEBHOOK_TOKEN.",
  comments: {
    head: "whazing-glpi serve. Los secretos están en el archivo .env del mismo nombre.",
    listen: "Dónde atender; 0.0.0.0 en un contenedor.",
    channel: "Uno para cada canal de Whazing. Con más de uno, cada uno necesita su id (whatsapp.id de los webhooks).",
    queue: "La cola de Whazing, y su integración.",
    integration: "Los campos son los del formulario: docs/pt-BR/whazing.md.",
  },
};

const en: InitWords = {
  usage: `Usage: whazing-glpi init [file] [options]

Asks for what is needed and writes the file of whazing-glpi serve (whazing-glpi.yaml where none is named), with the
secrets in an .env file beside it. It never writes over a file that exists, and shows no token.

  --locale pt-BR|es|en    the language

Exit code: 0 written; 1 interrupted; 2 wrong usage, no terminal, or the file exists.`,
  exists: "{{path}} exists, and stays as it is. Use another name, or move it first.",
  unwritable: "Cannot write in {{folder}} ({{why}}). Make the folder, or choose another.",
  noTerminal:
    "whazing-glpi init asks at a terminal, and there is none here. Write the file by hand: docs/en/server.md has an example.",
  welcome: "This joins Whazing and GLPI. There are nine questions.",
  questions: {
    glpiUrl: "URL of GLPI's API (https://…/apirest.php)",
    appToken: "GLPI's APP TOKEN",
    userToken: "GLPI's USER TOKEN",
    whazingUrl: "Address of the channel's external API, in Whazing (https://…/v1/api/external/…)",
    apiToken: "Token of the channel's external API",
    kind: "Which channel is it?",
    queueId: "Id of the queue that opens tickets",
    errorQueueId: "Id of the queue for errors (empty: none)",
    tellChanges: "Tell customers what happens in GLPI?",
  },
  kinds: { official: "WhatsApp's official API", plus: "another, with buttons", other: "another, without buttons" },
  wrong: {
    needed: "An answer is needed.",
    address: "Write the whole address, with https://.",
    id: "It is a number.",
  },
  yes: "Yes",
  no: "No",
  stopped: "Interrupted: nothing was written.",
  written: "Wrote {{path}} and {{secrets}} (the secrets; only you can read it).",
  next: "In Whazing, make the channel's webhook for the public address of this server, with the path {{address}}. Its token is in {{secrets}}, as WHAZING_WEBHOOK_TOKEN.",
  comments: {
    head: "whazing-glpi serve. The secrets are in the .env file of the same name.",
    listen: "Where to listen; 0.0.0.0 in a container.",
    channel:
      "One for each channel of Whazing's. Where there are several, each needs its id (whatsapp.id of the webhooks).",
    queue: "Whazing's queue, and its integration.",
    integration: "Its fields are the form's: docs/pt-BR/whazing.md.",
  },
};

/** What `whazing-glpi init` says, by language. */
export const initWords: Record<Locale, InitWords> = { "pt-BR": ptBR, es, en };
