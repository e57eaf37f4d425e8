import { esForm } from "../config/words/es.js";
import type { LocaleWords } from "./locale.js";

const hello = "¡Hola{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Lo sentimos{{#firstName}}, {{firstName}}{{/firstName}}.";
const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Ejemplo: https://soporte.acme.example/glpi/apirest.php.{{/suggestion}}";

export const es: LocaleWords = {
  form: esForm,
  configuration: {
    aboutField: "{{label}} ({{key}}): {{message}}",
    notAnObject: "La configuración de la integración debe ser un objeto con los campos del formulario.",
    unknownType: "Tipo de integración (type): use uno de estos: {{types}}.",
    unknownKeys:
      "La configuración tiene campos que esta integración no conoce: {{keys}}. Bórrelos o corrija los nombres.",
    required: "complete este campo.",
    notText: "debe ser un texto.",
    notWholeNumber: "debe ser un número entero, solo con cifras.",
    notSwitch: "debe ser true (activado) o false (desactivado).",
    notQueueId: "debe ser el id de una cola: un número entero positivo o un texto.",
    notChoice: "use uno de estos valores: {{choices}}.",
    tooLong: "tiene demasiados caracteres. Use {{maximum}} como máximo.",
    tooSmall: "el valor es demasiado bajo. Use {{minimum}} o más.",
    tooBig: "el valor es demasiado alto. Use {{maximum}} o menos.",
    tokenCharacters:
      "el token solo puede tener letras sin acento, cifras y signos comunes, sin espacios. Cópielo de nuevo de GLPI.",
    unknownTimeZone: "esta zona horaria no existe. Use un nombre como America/Sao_Paulo o America/Asuncion.",
    unknownCountryCode: "este código de país no existe. Use solo las cifras del prefijo, como 55.",
    waitShorterThanInterval:
      "no puede ser menor que el intervalo entre mensajes. Use {{minimum}} o más, o déjelo vacío.",
    tagNotClosed:
      "{{=<% %>=}}la marca abierta con {{ en la línea <% line %>, columna <% column %>, no se cerró con }}.",
    sectionNotClosed:
      "{{=<% %>=}}la sección {{#<% section %>}} se abrió y no se cerró. Ponga {{/<% section %>}} al final de ella.",
    sectionNotOpened:
      "{{=<% %>=}}en la línea <% line %>, columna <% column %>, hay {{/<% section %>}} sin la apertura. Ponga {{#<% section %>}} antes o borre esa marca.",
    templateUnreadable: "{{=<% %>=}}no se pudo leer el texto. Use solo marcas como {{name}}.",
    urlUnreadable: `esto no es una dirección. ${mendUrl}`,
    urlWithoutScheme: `la dirección debe empezar con https:// (o http://). ${mendUrl}`,
    urlOtherScheme: `la dirección solo puede empezar con https:// o http://. ${mendUrl}`,
    urlWithCredentials: `la dirección no puede tener usuario y contraseña; el acceso es por los tokens. ${mendUrl}`,
    urlWithQuery: `la dirección no puede tener nada después de ? o #. ${mendUrl}`,
    urlOtherPath: `la dirección debe terminar en /apirest.php. ${mendUrl}`,
  },
  texts: {
    "glpi-create-ticket": {
      askDescriptionText: `${hello} Cuéntenos qué está pasando, con todos los detalles que pueda. Puede escribir en varios mensajes: los juntamos en un solo caso. 📝`,
      ticketCreatedText:
        "¡Listo{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Su caso quedó abierto.\n\n*Número:* {{ticketNumber}}\n*Asunto:* {{ticketTitle}}\n\nGuarde este número para hacer el seguimiento. Nuestro equipo ya recibió su pedido.",
      ticketDelayedText: `${hello} Recibimos su pedido, pero el sistema de casos está tardando en responder. Apenas se abra el caso, le enviamos el número por aquí. 📝`,
      failureText: `${sorry} No pudimos abrir su caso en este momento. Lo que escribió está guardado y nuestro equipo va a continuar la atención.`,
    },
    "glpi-consult-tickets": {
      openTicketsText: `${hello} Estos son sus casos ({{total}}):{{#tickets}}

*{{number}}* – {{title}}
Estado: {{status}}
Abierto el: {{openedAt}}
Última actualización: {{updatedAt}}{{/tickets}}{{#more}}

Estos son los que cambiaron más recientemente. Además de ellos, hay {{more}} más.{{/more}}`,
      noTicketsText: `${hello} No tiene ningún caso abierto en este momento. 😊`,
      failureText: `${sorry} No pudimos consultar sus casos en este momento. Vuelva a intentarlo en unos minutos.`,
    },
  },
  greetings: { morning: "Buenos días", afternoon: "Buenas tardes", evening: "Buenas noches" },
  statuses: {
    new: "Nuevo",
    assigned: "En curso (asignada)",
    planned: "En curso (planificada)",
    pending: "En espera",
    solved: "Resuelto",
    closed: "Cerrado",
    approval: "Aprobación",
    other: "Desconocido",
  },
  ticketContent: {
    contact: "Contacto",
    telephone: "Teléfono",
    email: "Correo electrónico",
    channel: "Canal",
    protocol: "Protocolo",
    queue: "Cola",
    group: "Grupo",
  },
  media: { image: "Imagen", video: "Video", audio: "Audio", document: "Documento", file: "Archivo" },
};
