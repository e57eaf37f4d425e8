import type { LocaleWords } from "./locale.js";

const hello = "¡Hola{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Lo sentimos{{#firstName}}, {{firstName}}{{/firstName}}.";

const noAnswerText = "Como no tuvimos respuesta, hacemos una pausa aquí. Cuando quiera continuar, escríbanos. 👋";

const notIn = `Esto no entró en el caso {{ticketNumber}}:
{{#files}}
• {{name}}: {{reason}}
{{/files}}
{{#more}}
• … y {{more}} más
{{/more}}

El resto de lo que enviaste está allí.`;

const notHad = { why: "no pudimos descargarlo", advice: "envíalo de nuevo, por favor" };

export const es: LocaleWords = {
  texts: {
    "glpi-create-ticket": {
      filesFailedText: notIn,
      askDescriptionText: `${hello} Cuéntenos qué está pasando, con todos los detalles que pueda. Puede escribir en varios mensajes: los juntamos en un solo caso. 📝`,
      ticketCreatedText:
        "¡Listo{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Su caso quedó abierto.\n\n*Número:* {{ticketNumber}}\n*Asunto:* {{ticketTitle}}\n\nGuarde este número para hacer el seguimiento. Nuestro equipo ya recibió su pedido.{{#canAdd}} Si quiere agregar algo, escríbalo aquí.{{/canAdd}}",
      followUpAddedText: "Anotado en el caso {{ticketNumber}}. ✍️",
      ticketReopenedText: "Reabrimos el caso {{ticketNumber}}. Nuestro equipo lo va a revisar de nuevo. 🔄",
      openTicketText: `${hello} {{^several}}¿Es sobre este caso?{{/several}}{{#several}}¿Es sobre uno de estos casos?{{/several}}

{{#tickets}}
*{{position}}* – Sí, el caso {{number}}: {{title}}
{{/tickets}}
*{{another}}* – No, es otro problema

Responda con un número del 1 al {{another}}.`,
      askCompanyText: `${hello} ¿Para qué empresa es este caso?

{{#companies}}
*{{position}}* – {{name}}
{{/companies}}

Responda con un número del 1 al {{total}}.`,
      askCategoryText: `{{^within}}${hello} ¿De qué trata su caso?{{/within}}{{#within}}*{{within}}*: ¿De qué exactamente?{{/within}}

{{#categories}}
*{{position}}* – {{name}}
{{/categories}}
*{{other}}* – Otro asunto

Responda con un número del 1 al {{other}}.`,
      askLocationText: `{{^within}}${hello} ¿Dónde es?{{/within}}{{#within}}*{{within}}*: ¿En qué parte?{{/within}}

{{#locations}}
*{{position}}* – {{name}}
{{/locations}}
*{{other}}* – Otro lugar

Responda con un número del 1 al {{other}}.`,
      answerText: `{{#technician}}*{{technician}}* respondió{{/technician}}{{^technician}}Nuestro equipo respondió{{/technician}} en el caso {{ticketNumber}} 💬

{{answer}}`,
      solutionText: `El caso {{ticketNumber}} fue resuelto{{#technician}} por *{{technician}}*{{/technician}} ✅

{{solution}}`,
      statusText: `Caso {{ticketNumber}}: {{status}}. ℹ️`,
      closedText: `El caso {{ticketNumber}} fue cerrado. Si necesita algo más, solo escriba. 👋`,
      reminderText: `${hello} Todavía esperamos su respuesta en el caso {{ticketNumber}}. Puede escribir por aquí. ⏳`,
      noAnswerText,
      ticketDelayedText: `${hello} Recibimos su pedido, pero el sistema de casos está tardando en responder. Apenas se abra el caso, le enviamos el número por aquí. 📝`,
      failureText: `${sorry} No pudimos abrir su caso en este momento. Lo que escribió está guardado y nuestro equipo va a continuar la atención.`,
    },
    "glpi-consult-tickets": {
      filesFailedText: notIn,
      openTicketsText: `${hello} Estos son sus casos ({{total}}):{{#tickets}}

*{{position}}* – {{title}} (nº {{number}})
Estado: {{status}}{{#solved}} ✅{{/solved}}
Abierto el: {{openedAt}}
Última actualización: {{updatedAt}}{{/tickets}}{{#more}}

Estos son los que cambiaron más recientemente. Además de ellos, hay {{more}} más.{{/more}}`,
      ambiguousText: `${hello} Hay más de un registro con su contacto y, por seguridad, no podemos mostrar los casos por aquí. Hable con nuestro equipo. 🔎`,
      noTicketsText: `${hello} No tiene ningún caso abierto en este momento. 😊`,
      ticketDetailText: `*Caso {{number}}* – {{title}}

Estado: {{status}}
Abierto el: {{openedAt}}
Última actualización: {{updatedAt}}{{#entity}}
Empresa: {{entity}}{{/entity}}{{#category}}
Categoría: {{category}}{{/category}}{{#technician}}
Técnico: {{technician}}{{/technician}}{{#solution}}

*Solución:*
{{solution}}{{/solution}}{{#answer}}

*Última respuesta:*
{{answer}}{{/answer}}`,
      noAnswerText,
      failureText: `${sorry} No pudimos consultar sus casos en este momento. Vuelva a intentarlo en unos minutos.`,
    },
  },
  greetings: { morning: "Buenos días", afternoon: "Buenas tardes", evening: "Buenas noches" },
  consultation: {
    listChoices: "Para ver un caso, responda con su número.{{#more}} *más* muestra otros.{{/more}} *salir* termina.",
    detailChoices:
      "{{#canAdd}}*1* – Agregar algo\n{{/canAdd}}{{#solved}}*2* – Aprobar la solución\n*3* – No se resolvió\n{{/solved}}*0* – Volver a la lista\n*salir* – Terminar",
    writeMore:
      "¿Qué quiere agregar al caso {{number}}? Escriba o envíe fotos y archivos. ✍️\n\n*0* vuelve a la lista, *salir* termina.",
    whyNotSolved:
      "¿Qué falta resolver en el caso {{number}}? Cuéntenos con sus palabras. ✍️\n\n*0* vuelve a la lista, *salir* termina.",
    wordsChoices:
      "{{#ticket}}Lo que escribió todavía no está en ningún caso. ¿Qué hacemos?{{/ticket}}{{^ticket}}¿Quiere hablar de eso con nuestro equipo?{{/ticket}}\n\n{{#choices}}\n*{{position}}* – {{title}}\n{{/choices}}\n*0* – Volver a la lista",
    unclear: "Disculpe, no entendimos. 🤔",
    notFound: "No encontramos el caso {{number}} entre los suyos.",
    added:
      "Lo agregamos al caso {{number}}. ✍️ Si quiere agregar más, solo escriba.\n\n*0* vuelve a la lista, *salir* termina.",
    approved: "¡Gracias! El caso {{number}} está cerrado. ✅",
    notApproved:
      "Anotamos en el caso {{number}} que está resuelto. Todavía no se cerró: nuestro equipo se encargará de eso.",
    reopened: "Reabrimos el caso {{number}}. Nuestro equipo lo revisará otra vez. 🔄",
    notReopened:
      "Anotamos en el caso {{number}} que todavía no está resuelto. Aún no se reabrió: nuestro equipo se encargará de eso.",
    statusIs: "El caso {{number}} está ahora: {{status}}.",
    toTeam: "Vamos a llamar a nuestro equipo. Espere un momento. 🙋",
    ended: "¡Hasta luego! 👋",
  },
  changes: {
    askVerdict: "¿Se resolvió el problema? Responda:\n*1* – Sí, se resolvió\n*2* – Todavía no",
    noText: "Marcado como resuelto por nuestro equipo.",
    statuses: {
      assigned: "nuestro equipo ya se está ocupando",
      planned: "la atención fue programada{{#date}} para el {{date}}{{/date}}",
      pending: "estamos esperando su respuesta",
      due: "el plazo para la solución es {{date}}",
      solved: "está resuelto",
    },
    said: {
      approved: "¡Gracias! El caso {{number}} está cerrado. ✅",
      notApproved: "¡Gracias! Registramos en el caso {{number}} que está resuelto. Nuestro equipo lo va a cerrar.",
      notReopened: "Registramos en el caso {{number}} que todavía no está resuelto. Nuestro equipo lo va a revisar.",
      askWhy: "¿Qué es lo que todavía no funciona? Cuéntelo con sus palabras, o envíe una foto. ✍️",
      alreadyClosed: "El caso {{number}} ya está cerrado. Si necesita algo más, solo escriba. 👋",
      statusNow: "El caso {{number}} está ahora: {{status}}.",
      ratingThanks: "¡Gracias por su calificación! ⭐",
      stopped:
        "De acuerdo, no le avisamos más sobre sus casos por aquí. 🔕 Para volver a recibir avisos, escriba *{{word}}* otra vez o abra un nuevo caso.",
      resumed: "Listo, volvemos a avisarle por aquí sobre sus casos. 🔔 Para no recibir más, escriba *{{word}}*.",
    },
  },
  choices: {
    solved: "Sí, se resolvió",
    add: "Agregar algo",
    approve: "Aprobar la solución",
    reopen: "No se resolvió",
    list: "Volver a la lista",
    more: "Ver más",
    end: "Terminar",
    open: "Abrir un caso",
    team: "Hablar con el equipo",
    another: "Otro problema",
    otherCategory: "Otro asunto",
    otherLocation: "Otro lugar",
    button: "Ver opciones",
    prompt: "Elija una opción:",
  },
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
    seeAlso: "Vea también el caso",
    editedNote: "El cliente editó un mensaje que ya está en este caso. Ahora dice:",
    deletedNote: "El cliente borró un mensaje que ya está en este caso.",
    approvedNote: "El cliente aprobó la solución.",
    notSolvedNote: "El cliente respondió que el problema todavía no está resuelto.",
    ratingNote: "Calificación del cliente: {{score}} de 5",
    textCut: "(El texto supera los 64 kB y se cortó aquí.)",
    filesMissing: "Archivos que el cliente envió y que no entraron en el caso:",
  },
  fileProblems: {
    tooLarge: { why: "es demasiado grande", advice: "envía uno más pequeño, o un enlace" },
    typeRefused: { why: "el sistema no acepta ese tipo de archivo", advice: "envíalo en PDF o como foto" },
    empty: { why: "llegó vacío", advice: "envíalo de nuevo" },
    gone: notHad,
    notAllowed: notHad,
    unreachable: notHad,
    noFile: notHad,
    refused: { why: "el sistema no aceptó el archivo", advice: "nuestro equipo puede ayudar por aquí" },
    ticketGone: notHad,
  },
  media: {
    image: "Imagen",
    video: "Video",
    audio: "Audio",
    voice: "Mensaje de voz",
    document: "Documento",
    location: "Ubicación",
    contactCard: "Tarjeta de contacto",
    sticker: "Sticker",
    file: "Archivo",
  },
};
