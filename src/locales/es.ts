import type { LocaleWords } from "./locale.js";

const hello = "¡Hola{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Lo sentimos{{#firstName}}, {{firstName}}{{/firstName}}.";

export const es: LocaleWords = {
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
