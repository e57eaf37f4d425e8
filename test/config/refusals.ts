import type { ParseOptions } from "../../src/config/parse-integration.js";
import type { ConfigurationMessages } from "../../src/config/words/messages.js";
import type { Locale } from "../../src/locales/locale.js";

interface Refusal extends Record<Locale, string> {
  /** What is given instead of the valid field. */
  given: Record<string, unknown>;
  /** Where it is a refusal only then. */
  options?: ParseOptions;
}

/** For each message about a configuration: what provokes it, and how it reads. */
export const refusals: Record<Exclude<keyof ConfigurationMessages, "aboutField" | "notAnObject">, Refusal> = {
  unknownType: {
    given: { type: "glpi" },
    "pt-BR": "Tipo da integração (type): use um destes: glpi-create-ticket, glpi-consult-tickets.",
    es: "Tipo de integración (type): use uno de estos: glpi-create-ticket, glpi-consult-tickets.",
    en: "Type of the integration (type): use one of these: glpi-create-ticket, glpi-consult-tickets.",
  },
  unknownKeys: {
    given: { colour: "red" },
    "pt-BR": 'A configuração tem campos que esta integração não conhece: "colour". Apague-os ou corrija os nomes.',
    es: 'La configuración tiene campos que esta integración no conoce: "colour". Bórrelos o corrija los nombres.',
    en: 'The configuration has fields that this integration does not know: "colour". Delete them or mend their names.',
  },
  required: {
    given: { userToken: " " },
    "pt-BR": "USER TOKEN (userToken): preencha este campo.",
    es: "USER TOKEN (userToken): complete este campo.",
    en: "USER TOKEN (userToken): fill in this field.",
  },
  notText: {
    given: { name: 7 },
    "pt-BR": "Nome da integração (name): precisa ser um texto.",
    es: "Nombre de la integración (name): debe ser un texto.",
    en: "Name of the integration (name): must be a text.",
  },
  notWholeNumber: {
    given: { categoryId: "1.5" },
    "pt-BR": "Categoria (id) (categoryId): precisa ser um número inteiro, só com algarismos.",
    es: "Categoría (id) (categoryId): debe ser un número entero, solo con cifras.",
    en: "Category (id) (categoryId): must be a whole number, in digits only.",
  },
  notSwitch: {
    given: { createRequester: "yes" },
    "pt-BR": "Cadastrar quem não está no GLPI (createRequester): precisa ser true (ligado) ou false (desligado).",
    es: "Registrar a quien no está en GLPI (createRequester): debe ser true (activado) o false (desactivado).",
    en: "Add people who are not in GLPI (createRequester): must be true (on) or false (off).",
  },
  notQueueId: {
    given: { errorQueueId: {} },
    "pt-BR":
      "Fila em caso de erro (errorQueueId): precisa ser o id de uma fila: um número inteiro positivo ou um texto.",
    es: "Cola en caso de error (errorQueueId): debe ser el id de una cola: un número entero positivo o un texto.",
    en: "Queue on error (errorQueueId): must be the id of a queue: a positive whole number or a text.",
  },
  notChoice: {
    given: { urgency: "6" },
    "pt-BR": "Urgência (urgency): use um destes valores: 1, 2, 3, 4, 5.",
    es: "Urgencia (urgency): use uno de estos valores: 1, 2, 3, 4, 5.",
    en: "Urgency (urgency): use one of these values: 1, 2, 3, 4, 5.",
  },
  tooLong: {
    given: { name: "x".repeat(101) },
    "pt-BR": "Nome da integração (name): tem caracteres demais. Use no máximo 100.",
    es: "Nombre de la integración (name): tiene demasiados caracteres. Use 100 como máximo.",
    en: "Name of the integration (name): has too many characters. Use 100 at most.",
  },
  tooSmall: {
    given: { messageIntervalMs: "999" },
    "pt-BR": "Intervalo (ms) entre mensagens (messageIntervalMs): o valor é baixo demais. Use 1000 ou mais.",
    es: "Intervalo (ms) entre mensajes (messageIntervalMs): el valor es demasiado bajo. Use 1000 o más.",
    en: "Interval (ms) between messages (messageIntervalMs): the value is too low. Use 1000 or more.",
  },
  tooBig: {
    given: { messageIntervalMs: 600001 },
    "pt-BR": "Intervalo (ms) entre mensagens (messageIntervalMs): o valor é alto demais. Use 600000 ou menos.",
    es: "Intervalo (ms) entre mensajes (messageIntervalMs): el valor es demasiado alto. Use 600000 o menos.",
    en: "Interval (ms) between messages (messageIntervalMs): the value is too high. Use 600000 or less.",
  },
  tokenCharacters: {
    given: { appToken: "two words" },
    "pt-BR":
      "APP TOKEN (appToken): o token só pode ter letras sem acento, algarismos e sinais comuns, sem espaços. Copie-o de novo do GLPI.",
    es: "APP TOKEN (appToken): el token solo puede tener letras sin acento, cifras y signos comunes, sin espacios. Cópielo de nuevo de GLPI.",
    en: "APP TOKEN (appToken): the token can only have plain letters, digits and common signs, without spaces. Copy it from GLPI again.",
  },
  unknownTimeZone: {
    given: { timeZone: "Mars/Base" },
    "pt-BR":
      "Fuso horário (timeZone): este fuso horário não existe. Use um nome como America/Sao_Paulo ou America/Manaus.",
    es: "Zona horaria (timeZone): esta zona horaria no existe. Use un nombre como America/Sao_Paulo o America/Asuncion.",
    en: "Time zone (timeZone): this time zone does not exist. Use a name like America/Sao_Paulo or America/New_York.",
  },
  unknownCountryCode: {
    given: { countryCode: "999" },
    "pt-BR": "Código do país (countryCode): este código de país não existe. Use só os algarismos do DDI, como 55.",
    es: "Código de país (countryCode): este código de país no existe. Use solo las cifras del prefijo, como 55.",
    en: "Country code (countryCode): this country code does not exist. Use only the digits of the calling code, like 55.",
  },
  waitShorterThanInterval: {
    given: { maxWaitMs: 14999 },
    "pt-BR":
      "Espera máxima (ms) (maxWaitMs): não pode ser menor que o intervalo entre mensagens. Use 15000 ou mais, ou deixe vazio.",
    es: "Espera máxima (ms) (maxWaitMs): no puede ser menor que el intervalo entre mensajes. Use 15000 o más, o déjelo vacío.",
    en: "Longest wait (ms) (maxWaitMs): cannot be shorter than the interval between messages. Use 15000 or more, or leave it empty.",
  },
  queueNeeded: {
    given: { afterCreated: "transfer" },
    "pt-BR": "Fila depois do chamado (afterCreatedQueueId): informe a fila para onde o atendimento deve ir.",
    es: "Cola después del caso (afterCreatedQueueId): indique la cola a la que debe ir la conversación.",
    en: "Queue after the ticket (afterCreatedQueueId): give the queue where the conversation is to go.",
  },
  notLines: {
    given: { ignoredTexts: 7 },
    "pt-BR":
      "Mensagens que não dizem nada (ignoredTexts): precisa ser um texto, com uma mensagem por linha, ou uma lista de textos.",
    es: "Mensajes que no dicen nada (ignoredTexts): debe ser un texto, con un mensaje por línea, o una lista de textos.",
    en: "Messages that say nothing (ignoredTexts): must be a text, with one message per line, or a list of texts.",
  },
  noServer: {
    given: { allowMediaFrom: ["files.example.com", "not a server"] },
    "pt-BR":
      "Servidores dos arquivos (allowMediaFrom): “not a server” não é o nome de um servidor. Escreva um por linha, como arquivos.example.com ou *.example.com.",
    es: "Servidores de los archivos (allowMediaFrom): “not a server” no es el nombre de un servidor. Escriba uno por línea, como archivos.example.com o *.example.com.",
    en: "Servers of files (allowMediaFrom): “not a server” is not the name of a server. Write one a line, such as files.example.com or *.example.com.",
  },
  lineTooLong: {
    given: { ignoredTexts: ["x".repeat(201), "y".repeat(201)] },
    "pt-BR":
      "Mensagens que não dizem nada (ignoredTexts): uma das linhas tem caracteres demais. Use no máximo 200 em cada uma.",
    es: "Mensajes que no dicen nada (ignoredTexts): una de las líneas tiene demasiados caracteres. Use 200 como máximo en cada una.",
    en: "Messages that say nothing (ignoredTexts): one of the lines has too many characters. Use 200 at most in each.",
  },
  tooManyLines: {
    given: { ignoredTexts: Array.from({ length: 201 }, (_, index) => `linha ${index}`) },
    "pt-BR": "Mensagens que não dizem nada (ignoredTexts): tem linhas demais. Use no máximo 200.",
    es: "Mensajes que no dicen nada (ignoredTexts): tiene demasiadas líneas. Use 200 como máximo.",
    en: "Messages that say nothing (ignoredTexts): has too many lines. Use 200 at most.",
  },
  tagNotClosed: {
    given: { failureText: "Oi,\n{{name" },
    "pt-BR": "Texto em caso de erro (failureText): a marca aberta com {{ na linha 2, coluna 1, não foi fechada com }}.",
    es: "Texto en caso de error (failureText): la marca abierta con {{ en la línea 2, columna 1, no se cerró con }}.",
    en: "Text on error (failureText): the tag opened with {{ in line 2, column 1, is not closed with }}.",
  },
  sectionNotClosed: {
    given: { failureText: "{{#name}}Oi" },
    "pt-BR":
      "Texto em caso de erro (failureText): a seção {{#name}} foi aberta e não foi fechada. Coloque {{/name}} no fim dela.",
    es: "Texto en caso de error (failureText): la sección {{#name}} se abrió y no se cerró. Ponga {{/name}} al final de ella.",
    en: "Text on error (failureText): the section {{#name}} is opened and not closed. Put {{/name}} at its end.",
  },
  sectionNotOpened: {
    given: { failureText: "Oi{{/name}}" },
    "pt-BR":
      "Texto em caso de erro (failureText): na linha 1, coluna 3, há {{/name}} sem a abertura. Coloque {{#name}} antes ou apague essa marca.",
    es: "Texto en caso de error (failureText): en la línea 1, columna 3, hay {{/name}} sin la apertura. Ponga {{#name}} antes o borre esa marca.",
    en: "Text on error (failureText): in line 1, column 3, there is {{/name}} without its opening. Put {{#name}} before it or delete that tag.",
  },
  templateUnreadable: {
    given: { failureText: "{{=|=}}" },
    "pt-BR": "Texto em caso de erro (failureText): o texto não pôde ser lido. Use só marcas como {{name}}.",
    es: "Texto en caso de error (failureText): no se pudo leer el texto. Use solo marcas como {{name}}.",
    en: "Text on error (failureText): the text cannot be read. Use only tags like {{name}}.",
  },
  notStopWord: {
    given: { stopWord: "1" },
    "pt-BR":
      "Palavra para parar os avisos (stopWord): precisa ser uma palavra de pelo menos duas letras que o cliente não escreva para outra coisa (não serve SIM, OI nem SAIR). Use, por exemplo, PARAR.",
    es: "Palabra para no recibir más avisos (stopWord): tiene que ser una palabra de al menos dos letras que el cliente no escriba para otra cosa (no sirven SÍ, HOLA ni SALIR). Use, por ejemplo, PARAR.",
    en: "Word that stops the messages (stopWord): must be a word of at least two letters that customers write for nothing else (not YES, HELLO or EXIT). Use STOP, for example.",
  },
  urlUnreadable: {
    given: { url: "https://" },
    "pt-BR": "URL da integração (url): isto não é um endereço. Exemplo: https://suporte.acme.example/glpi/apirest.php.",
    es: "URL de la integración (url): esto no es una dirección. Ejemplo: https://soporte.acme.example/glpi/apirest.php.",
    en: "Integration URL (url): this is not an address. Example: https://support.acme.example/glpi/apirest.php.",
  },
  urlWithoutScheme: {
    given: { url: "glpi.acme.example/apirest.php" },
    "pt-BR":
      "URL da integração (url): o endereço precisa começar com https:// (ou http://). Use https://glpi.acme.example/apirest.php.",
    es: "URL de la integración (url): la dirección debe empezar con https:// (o http://). Use https://glpi.acme.example/apirest.php.",
    en: "Integration URL (url): the address must begin with https:// (or http://). Use https://glpi.acme.example/apirest.php.",
  },
  urlOtherScheme: {
    given: { url: "ftp://glpi.acme.example" },
    "pt-BR":
      "URL da integração (url): o endereço só pode começar com https:// ou http://. Use https://glpi.acme.example/apirest.php.",
    es: "URL de la integración (url): la dirección solo puede empezar con https:// o http://. Use https://glpi.acme.example/apirest.php.",
    en: "Integration URL (url): the address can only begin with https:// or http://. Use https://glpi.acme.example/apirest.php.",
  },
  urlWithCredentials: {
    given: { url: "https://ana:pw@glpi.acme.example/apirest.php" },
    "pt-BR":
      "URL da integração (url): o endereço não pode ter usuário e senha; o acesso é pelos tokens. Use https://glpi.acme.example/apirest.php.",
    es: "URL de la integración (url): la dirección no puede tener usuario y contraseña; el acceso es por los tokens. Use https://glpi.acme.example/apirest.php.",
    en: "Integration URL (url): the address cannot have a user and a password; access is by the tokens. Use https://glpi.acme.example/apirest.php.",
  },
  urlWithQuery: {
    given: { url: "https://glpi.acme.example/apirest.php?a=1" },
    "pt-BR":
      "URL da integração (url): o endereço não pode ter nada depois de ? ou #. Use https://glpi.acme.example/apirest.php.",
    es: "URL de la integración (url): la dirección no puede tener nada después de ? o #. Use https://glpi.acme.example/apirest.php.",
    en: "Integration URL (url): the address cannot have anything after ? or #. Use https://glpi.acme.example/apirest.php.",
  },
  urlOtherPath: {
    given: { url: "https://glpi.acme.example/glpi" },
    "pt-BR":
      "URL da integração (url): o endereço precisa terminar em /apirest.php. Use https://glpi.acme.example/glpi/apirest.php.",
    es: "URL de la integración (url): la dirección debe terminar en /apirest.php. Use https://glpi.acme.example/glpi/apirest.php.",
    en: "Integration URL (url): the address must end in /apirest.php. Use https://glpi.acme.example/glpi/apirest.php.",
  },
  urlNotPublic: {
    given: { url: "https://10.0.0.5/apirest.php" },
    options: { addresses: "public" },
    "pt-BR": "URL da integração (url): o endereço precisa ser público: este leva à rede interna do Whazing.",
    es: "URL de la integración (url): la dirección debe ser pública: esta lleva a la red interna de Whazing.",
    en: "Integration URL (url): the address must be public: this one leads into Whazing's own network.",
  },
};
