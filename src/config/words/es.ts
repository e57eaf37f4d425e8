import type { OperatorWords } from "./operator-words.js";

const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Ejemplo: https://soporte.acme.example/glpi/apirest.php.{{/suggestion}}";

export const es: OperatorWords = {
  form: {
    types: {
      "glpi-create-ticket": {
        title: "Crear caso en GLPI",
        description: "Junta lo que el cliente escribe en un solo caso de GLPI y responde con el número.",
      },
      "glpi-consult-tickets": {
        title: "Consultar casos de GLPI",
        description: "Muestra al cliente sus casos de GLPI y lleva al caso lo que quiere decir.",
      },
    },
    steps: { name: "Nombre", configuration: "Configuración", review: "Revisión" },
    groups: {
      connection: "Acceso a GLPI",
      general: "General",
      gathering: "Qué se convierte en caso",
      afterTicket: "Después del caso",
      changes: "Avisar al cliente",
      files: "Archivos",
      silence: "Cuando el cliente no responde",
      requester: "Quién abre el caso",
      ticket: "Caso",
      list: "Lista de casos",
      texts: "Textos para el cliente",
    },
    fields: {
      name: {
        label: "Nombre de la integración",
        help: "Cómo aparece esta integración en Whazing.",
        placeholder: "GLPI Soporte",
      },
      url: {
        label: "URL de la integración",
        help: "Dirección de la API de GLPI, en Configuración → General → API. Termina en /apirest.php (en GLPI 11 también puede terminar en /api.php/v1).",
        placeholder: "https://soporte.acme.example/glpi/apirest.php",
      },
      appToken: {
        label: "APP TOKEN",
        help: "Token de la aplicación, en GLPI en Configuración → General → API → Clientes de API.",
      },
      userToken: {
        label: "USER TOKEN",
        help: "Token de API de un usuario de GLPI creado solo para la integración: en Administración → Usuarios, al final de la página del usuario.",
      },
      locale: {
        label: "Idioma",
        help: "Idioma de los textos predeterminados, de los estados de los casos y de los avisos de configuración.",
      },
      timeZone: {
        label: "Zona horaria",
        help: "Zona de las horas, fechas y saludos en los textos.",
        placeholder: "America/Sao_Paulo",
      },
      countryCode: {
        label: "Código de país",
        help: "Prefijo de los teléfonos que están en GLPI sin él. Brasil: 55.",
        placeholder: "55",
      },
      errorQueueId: {
        label: "Cola en caso de error",
        help: "Id de la cola a la que va la conversación cuando GLPI falla. Nunca use una cola que tenga esta misma integración. Vacío: la conversación se queda donde está.",
      },
      sendButtons: {
        label: "Enviar botones",
        help: "Ejemplo: el cliente toca “Agregar algo” en lugar de escribir 1. Actívelo solo si el canal tiene botones: en un canal sin ellos, el mensaje no llega.",
      },
      messageIntervalMs: {
        label: "Intervalo (ms) entre mensajes",
        help: "Tiempo, en milisegundos, sin mensajes nuevos del cliente hasta que se abre el caso. Lo que llegue antes va al mismo caso. Recomendado: 15000 (15 segundos).",
      },
      maxWaitMs: {
        label: "Espera máxima (ms)",
        help: "Tiempo máximo, en milisegundos, desde que el cliente empezó a contar el problema hasta que se abre el caso, aunque siga escribiendo. No puede ser menor que el intervalo entre mensajes. Vacío: 120000 (2 minutos), o el intervalo, si es mayor.",
      },
      needsDescription: {
        label: "Esperar la descripción del problema",
        help: "Ejemplo: el cliente escribe “Hola” y después “la impresora no funciona”. Activado: el caso se abre solo con “la impresora no funciona”; “Hola”, “2”, “gracias” o 👍 la esperan y van juntos. Desactivado: cualquier mensaje abre el caso.",
      },
      ignoredTexts: {
        label: "Mensajes que no dicen nada",
        help: "Ejemplo: si el menú de su bot tiene el botón “Abrir caso”, escriba aquí Abrir caso. Un mensaje por línea. Quien escribe solo eso aún no contó el problema; las mayúsculas y los acentos no importan.",
        placeholder: "Abrir caso",
      },
      maxTicketsPerHour: {
        label: "Máximo de casos por hora",
        help: "Ejemplo: con 4, lo que el mismo contacto escriba después del cuarto caso en una hora entra en su último caso. Así, un contacto con respuesta automática no abre cientos de casos.",
      },
      afterTicket: {
        label: "Lo que el cliente escribe después",
        help: "Ejemplo: el caso está abierto y el cliente manda una foto. Como seguimiento, la foto entra en el mismo caso.",
      },
      courtesyFollowUps: {
        label: "Guardar también los agradecimientos",
        help: "Ejemplo: después del caso, el cliente escribe solo “gracias” o 👍. Activado: eso también entra en el caso. Desactivado: no entra.",
      },
      lateEdits: {
        label: "Mensajes editados o borrados después",
        help: "Ejemplo: el cliente corrige la dirección en un mensaje que ya está en el caso. Con la nota, el técnico ve la corrección en el caso, y el cliente no ve la nota.",
      },
      hoursBetweenTickets: {
        label: "Preguntar por el caso anterior (horas)",
        help: "Ejemplo: con 24, a quien abrió un caso hace menos de 24 horas y empieza otra conversación se le pregunta si es sobre ese, si aún no se cerró. 0: nunca pregunta.",
      },
      afterCreated: {
        label: "La conversación después del caso",
        help: "Qué pasa con la conversación después de que el cliente recibe el número del caso. Ejemplo: si se cierra, lo que el cliente escriba después empieza otra conversación.",
      },
      afterCreatedQueueId: {
        label: "Cola después del caso",
        help: "Id de la cola a la que va la conversación después del caso. Ejemplo: 12. Solo hace falta si va a otra cola. Nunca use una cola que tenga esta misma integración.",
      },
      tellChanges: {
        label: "Avisar al cliente de lo que pasa en GLPI",
        help: "Ejemplo: el técnico responde en GLPI y el cliente lee la respuesta en WhatsApp. Vale para respuestas públicas, soluciones y los estados elegidos abajo; las notas privadas y las tareas nunca se envían.",
      },
      tellAbout: {
        label: "De qué casos",
        help: "Ejemplo: con “todos”, quien ya abrió un caso por aquí también recibe avisos de los que se abrieron para él por correo o por teléfono.",
      },
      tellStatuses: {
        label: "Estados avisados",
        help: "Además de las respuestas y soluciones, que siempre se envían. Ejemplo: con “esperando al cliente”, sabe que el equipo lo espera.",
      },
      technicianName: {
        label: "Nombre de quien respondió",
        help: "Ejemplo: con el primer nombre, el cliente lee “Ana respondió en el caso 1234”; sin nombre, “Nuestro equipo respondió en el caso 1234”.",
      },
      changesEverySeconds: {
        label: "Consultar GLPI cada (segundos)",
        help: "Ejemplo: con 60, una respuesta llega al cliente en un minuto como máximo, con una consulta por minuto a GLPI.",
      },
      tellForHours: {
        label: "Intentar enviar durante (horas)",
        help: "Ejemplo: con 48, un aviso que no se pudo enviar se intenta de nuevo durante dos días.",
      },
      windowHours: {
        label: "Ventana de WhatsApp (horas)",
        help: "Con la API oficial de WhatsApp solo se puede escribir al cliente hasta 24 horas después de su último mensaje. 0: el canal no tiene ventana, como WhatsApp por código QR.",
      },
      remindInWindow: {
        label: "Recordar antes de que se cierre la ventana",
        help: "Ejemplo: el equipo espera una respuesta, y cuando falta una hora para que se cierre la ventana se le recuerda al cliente, una vez.",
      },
      stopWord: {
        label: "Palabra para no recibir más avisos",
        help: "Ejemplo: con PARAR, quien escribe solo esa palabra no recibe más avisos de sus casos, hasta que la escriba otra vez o abra otro caso. Vacío: nadie puede dejar de recibirlos.",
        placeholder: "PARAR",
      },
      noAnswerMinutes: {
        label: "Minutos sin respuesta",
        help: "Ejemplo: con 30, quien no cuenta en 30 minutos qué está pasando recibe el texto de falta de respuesta. 0: se espera sin límite y no se envía nada.",
      },
      noAnswerAction: {
        label: "Qué hacer sin respuesta",
        help: "Qué pasa con la conversación después del texto de falta de respuesta. Ejemplo: va a otra cola, donde una persona habla con el cliente.",
      },
      noAnswerQueueId: {
        label: "Cola sin respuesta",
        help: "Id de la cola a la que va la conversación sin respuesta. Ejemplo: 12. Solo hace falta si va a otra cola. Nunca use una cola que tenga esta misma integración.",
      },
      includeGroups: {
        label: "Atender grupos",
        help: "Activado: las conversaciones de grupo también abren casos. Desactivado: se ignoran.",
      },
      personField: {
        label: "Campo adicional con el documento",
        help: "Ejemplo: si el bot guarda el documento de la persona en el campo adicional CPF del contacto, escriba aquí CPF. A quien no se encuentre por el teléfono se lo busca en GLPI por el Número administrativo del usuario. Use solo un campo que usted verifica: el documento de otra persona llevaría a los casos de ella.",
        placeholder: "CPF",
      },
      companyField: {
        label: "Campo adicional con el número de la empresa",
        help: "Ejemplo: si el bot guarda el número de la empresa en el campo adicional CNPJ del contacto, escriba aquí CNPJ. Quien todavía no está en GLPI se crea en la entidad que tiene ese Número administrativo. El perfil de la API debe poder leer entidades.",
        placeholder: "CNPJ",
      },
      askWhenAmbiguous: {
        label: "Preguntar la empresa en caso de duda",
        help: "Ejemplo: el mismo teléfono está en dos usuarios de GLPI, uno de ACME y otro de Globex. Activado: se pregunta al cliente para qué empresa es el caso, y la respuesta queda guardada. Desactivado: vale el usuario activo que se creó primero.",
      },
      createRequester: {
        label: "Registrar a quien no está en GLPI",
        help: "Activado: quien no se encuentre por teléfono ni por correo se registra en GLPI. Desactivado: el caso se abre a nombre del solicitante alternativo; sin él, la conversación va a la cola de error.",
      },
      newRequesterEntityId: {
        label: "Entidad de los usuarios nuevos (id)",
        help: "Id de la entidad (empresa) de GLPI en la que se registran los usuarios nuevos. 0 es la entidad raíz.",
      },
      newRequesterProfileId: {
        label: "Perfil de los usuarios nuevos (id)",
        help: "Id del perfil de GLPI que reciben los usuarios nuevos. 1 es el Self-Service de un GLPI recién instalado.",
      },
      fallbackRequesterId: {
        label: "Solicitante alternativo (id)",
        help: "Id del usuario de GLPI a cuyo nombre se abre el caso cuando el contacto no se encuentra ni se registra.",
      },
      fallbackEntityId: {
        label: "Entidad alternativa (id)",
        help: "Id de la entidad (empresa) de GLPI para los casos de quien no tiene ninguna. 0 es la entidad raíz.",
      },
      trustContactEmail: {
        label: "Confiar en el correo del contacto",
        help: "Activado: a quien no se encuentre por teléfono se le busca por el correo del contacto. Desactívelo si los propios clientes escriben ese correo, pues el correo de otra persona llevaría a los casos de ella.",
      },
      matchWithoutAreaCode: {
        label: "Aceptar teléfonos sin código de área",
        help: "Activado: si ningún otro teléfono sirve, vale uno que esté en GLPI sin código de área (98765-4321). Puede confundir a personas de ciudades distintas.",
      },
      maxFileMb: {
        label: "Tamaño máximo de los archivos (MB)",
        help: "Ejemplo: con 20, un video de 30 MB no entra en el caso, y se avisa al cliente. También vale el límite del propio GLPI (2 MB de fábrica, en Configuración > General > Gestión).",
      },
      allowMediaFrom: {
        label: "Servidores de los archivos",
        help: "De dónde se pueden descargar los archivos, un servidor por línea. Ejemplo: archivos.example.com, o *.example.com para todos los de un dominio. Vacío: solo lo que entrega el propio sistema.",
        placeholder: "archivos.example.com",
      },
      renameRefused: {
        label: "Dar otro nombre a lo que GLPI rechaza",
        help: "Ejemplo: un GLPI de fábrica rechaza audio.opus y acepta audio.ogg, que es el mismo audio. Activado: entra como audio.ogg. Nunca cambia lo que el archivo es.",
      },
      ticketType: { label: "Tipo de caso", help: "Tipo con el que se abren los casos en GLPI." },
      categoryId: { label: "Categoría (id)", help: "Id de la categoría de GLPI para los casos. Vacío: sin categoría." },
      askCategory: {
        label: "Preguntar la categoría al cliente",
        help: "Ejemplo: antes de abrir el caso, el cliente elige entre las categorías de GLPI visibles en la interfaz simplificada, de su empresa: hasta 9, en orden alfabético, y la última opción es “otro asunto”. Quien no elige queda con la Categoría (id). El perfil de la API debe poder leer categorías (itilcategory 1).",
      },
      urgency: { label: "Urgencia", help: "Urgencia de los casos. Vacío: GLPI decide." },
      requestSourceId: {
        label: "Origen de la solicitud (id)",
        help: "Id del origen de la solicitud en GLPI (por ejemplo, un origen WhatsApp). Vacío: GLPI decide.",
      },
      locationId: { label: "Ubicación (id)", help: "Id de la ubicación de GLPI para los casos. Vacío: sin ubicación." },
      askLocation: {
        label: "Preguntar la ubicación al cliente",
        help: "Lo mismo, con las ubicaciones de GLPI de la empresa del cliente, después de la categoría. Quien no elige queda con la Ubicación (id). El perfil de la API debe poder leer ubicaciones (location 1).",
      },
      assignedGroupId: {
        label: "Grupo asignado (id)",
        help: "Id del grupo técnico de GLPI que recibe los casos. Vacío: ninguno.",
      },
      titleTemplate: {
        label: "Título del caso",
        help: "Título de los casos. {{firstWords}} son las primeras palabras del cliente. GLPI guarda hasta 255 caracteres.",
      },
      askDescriptionText: {
        label: "Texto que pide la descripción",
        help: "Se envía cuando la conversación llega a la cola y el cliente aún no contó qué está pasando: por ejemplo, solo escribió “2” u “Hola”. Vacío: el texto predeterminado del idioma.",
      },
      ticketCreatedText: {
        label: "Texto de caso abierto",
        help: "Se envía cuando se abre el caso. {{ticketNumber}}, {{ticketTitle}} y {{ticketUrl}} son su número, su título y su dirección. Lo que está entre {{#canAdd}} y {{/canAdd}} solo se envía si lo que el cliente escriba después entra en el mismo caso. Vacío: el texto predeterminado del idioma.",
      },
      followUpAddedText: {
        label: "Texto de mensaje agregado",
        help: "Se envía cuando lo que el cliente escribió después entra en el caso, como máximo una vez cada 10 minutos. A diferencia de los otros textos: si lo borra, no se envía nada; mientras no lo cambie, vale el texto predeterminado del idioma.",
      },
      ticketReopenedText: {
        label: "Texto de caso reabierto",
        help: "Se envía cuando el cliente escribe sobre un caso ya resuelto y este se reabre. Vacío: el texto predeterminado del idioma.",
      },
      openTicketText: {
        label: "Texto que pregunta por el caso anterior",
        help: "Se envía cuando el cliente tiene un caso reciente abierto. Lo que está entre {{#tickets}} y {{/tickets}} se repite para cada uno (hasta 3); el cliente responde con la {{position}} del caso, o con {{another}} para “otro problema”. {{several}} dice si son varios. Vacío: el texto predeterminado del idioma.",
      },
      askCompanyText: {
        label: "Texto que pregunta la empresa",
        help: "Se envía cuando el teléfono del cliente es de personas de varias empresas, si la pregunta está activada. Lo que está entre {{#companies}} y {{/companies}} se repite por cada empresa; el cliente responde con su {{position}} o su nombre. {{total}} es cuántas son. Vacío: el texto predeterminado del idioma.",
      },
      filesFailedText: {
        label: "Texto de archivos que no entraron",
        help: "Se envía una vez cuando algún archivo no entró en el caso. Lo que está entre {{#files}} y {{/files}} se repite para cada uno, con el {{name}} y la {{reason}}. Vacío: el texto predeterminado del idioma.",
      },
      askCategoryText: {
        label: "Texto que pregunta la categoría",
        help: "Se envía antes de abrir el caso, si la pregunta está activada. Lo que está entre {{#categories}} y {{/categories}} se repite por cada categoría; el cliente responde con su {{position}} o su nombre, o con {{other}} para “otro asunto”. Si la elegida tiene otras debajo, se pregunta de nuevo, con su nombre en {{within}}. Vacío: el texto predeterminado del idioma.",
      },
      askLocationText: {
        label: "Texto que pregunta la ubicación",
        help: "Se envía antes de abrir el caso, si la pregunta está activada. Lo que está entre {{#locations}} y {{/locations}} se repite por cada ubicación; el cliente responde con su {{position}} o su nombre, o con {{other}} para “otro lugar”. Si la elegida tiene otras debajo, se pregunta de nuevo, con su nombre en {{within}}. Vacío: el texto predeterminado del idioma.",
      },
      answerText: {
        label: "Texto de respuesta del equipo",
        help: "Se envía cuando el equipo responde en el caso. {{answer}} es la respuesta y {{technician}} quien la escribió. Vacío: el texto predeterminado del idioma.",
      },
      solutionText: {
        label: "Texto de solución",
        help: "Se envía cuando el caso se resuelve. {{solution}} es la solución; debajo preguntamos si ayudó. Vacío: el texto predeterminado del idioma.",
      },
      statusText: {
        label: "Texto de estado",
        help: "Se envía cuando el caso pasa a uno de los estados elegidos. {{status}} dice cuál. Vacío: el texto predeterminado del idioma.",
      },
      closedText: {
        label: "Texto de caso cerrado",
        help: "Se envía cuando el caso se cierra, si ese estado está elegido. Vacío: el texto predeterminado del idioma.",
      },
      ratingText: {
        label: "Texto que pide una nota",
        help: "Ejemplo: Del 1 al 5, ¿qué nota le da a la atención del caso {{ticketNumber}}? Se envía cuando el caso se cierra; la nota va a la encuesta de satisfacción de GLPI. Vacío: no preguntamos.",
      },
      reminderText: {
        label: "Texto de recordatorio",
        help: "Se envía una hora antes de que se cierre la ventana, si el recordatorio está activado. Vacío: el texto predeterminado del idioma.",
      },
      noAnswerText: {
        label: "Texto de falta de respuesta",
        help: "Se envía después de los minutos sin respuesta, si no son 0. Vacío: el texto predeterminado del idioma.",
      },
      ticketDelayedText: {
        label: "Texto de caso en espera",
        help: "Se envía una vez, cuando GLPI no responde y el caso va a tardar. El número llega después. Vacío: el texto predeterminado del idioma.",
      },
      ticketStatuses: { label: "Estados", help: "Qué casos del cliente se muestran." },
      solvedDays: {
        label: "Resueltos hace como máximo (días)",
        help: "Ejemplo: con 30, un caso resuelto aparece en la lista durante 30 días después de su último cambio. Solo vale si la lista incluye los resueltos. 0: siempre.",
      },
      createIntegrationId: {
        label: "Integración que abre casos",
        help: "Id de una integración que crea casos. Ejemplo: 7. Si el cliente cuenta un problema nuevo durante la consulta, preguntamos si hay que abrir un caso con eso. Vacío: solo ofrecemos la cola de error, si la hay.",
      },
      maxTickets: {
        label: "Máximo de casos",
        help: "Cuántos casos se muestran como máximo. Los que cambiaron más recientemente van primero.",
      },
      openTicketsText: {
        label: "Texto de la lista de casos",
        help: "Se envía con los casos del cliente. Lo que está entre {{#tickets}} y {{/tickets}} se repite para cada caso; {{total}}, {{shown}} y {{more}} son cuántos hay, cuántos se muestran y cuántos quedan fuera. Vacío: el texto predeterminado del idioma.",
      },
      noTicketsText: {
        label: "Texto sin casos",
        help: "Se envía cuando el cliente no tiene ningún caso que mostrar. Vacío: el texto predeterminado del idioma.",
      },
      ticketDetailText: {
        label: "Texto de un caso",
        help: "Se envía cuando el cliente elige un caso. {{solution}} es la solución, {{answer}} la última respuesta del equipo; {{entity}} solo aparece a quien tiene casos en varias empresas. Lo que el cliente puede hacer viene abajo. Vacío: el texto predeterminado del idioma.",
      },
      ambiguousText: {
        label: "Texto de registro duplicado",
        help: "Se envía a quien consulta los casos cuando su teléfono está en varios usuarios de GLPI: no se muestran los casos de nadie. Vacío: el texto predeterminado del idioma.",
      },
      failureText: {
        label: "Texto en caso de error",
        help: "Se envía al cliente cuando GLPI falla. Vacío: el texto predeterminado del idioma.",
      },
    },
    choices: {
      locale: { "pt-BR": "Português (Brasil)", es: "Español", en: "English" },
      afterTicket: {
        followUp: "Entra en el mismo caso, como seguimiento",
        newTicket: "Abre otro caso",
        ignore: "No va a GLPI",
      },
      tellAbout: { ours: "De los abiertos por esta integración", all: "De todos los casos de la persona" },
      tellStatuses: {
        assigned: "En atención",
        planned: "Planificado",
        pending: "Esperando al cliente",
        due: "Plazo de la solución",
        solved: "Resuelto",
        closed: "Cerrado",
      },
      technicianName: { first: "Solo el primer nombre", full: "Nombre completo", none: "Sin nombre" },
      lateEdits: { warn: "Solo un aviso en el registro del sistema", note: "Nota privada en el caso, para el técnico" },
      afterCreated: { stay: "Se queda en la cola", transfer: "Va a otra cola", close: "Se cierra" },
      noAnswerAction: { none: "Seguir esperando", transfer: "Transferir a otra cola", close: "Cerrar" },
      ticketType: { incident: "Incidencia", request: "Solicitud" },
      urgency: { 1: "Muy baja", 2: "Baja", 3: "Mediana", 4: "Alta", 5: "Muy alta" },
      ticketStatuses: { notSolved: "No resueltos", notClosed: "No cerrados (incluye los resueltos)" },
    },
    shortIntervalAdvice:
      "Por debajo de 15000 ms (15 segundos), los mensajes que el cliente envía poco a poco pueden convertirse en varios casos.",
  },
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
    queueNeeded: "indique la cola a la que debe ir la conversación.",
    notLines: "debe ser un texto, con un mensaje por línea, o una lista de textos.",
    tooManyLines: "tiene demasiadas líneas. Use {{maximum}} como máximo.",
    noServer:
      "“{{host}}” no es el nombre de un servidor. Escriba uno por línea, como archivos.example.com o *.example.com.",
    lineTooLong: "una de las líneas tiene demasiados caracteres. Use {{maximum}} como máximo en cada una.",
    tagNotClosed:
      "{{=<% %>=}}la marca abierta con {{ en la línea <% line %>, columna <% column %>, no se cerró con }}.",
    sectionNotClosed:
      "{{=<% %>=}}la sección {{#<% section %>}} se abrió y no se cerró. Ponga {{/<% section %>}} al final de ella.",
    sectionNotOpened:
      "{{=<% %>=}}en la línea <% line %>, columna <% column %>, hay {{/<% section %>}} sin la apertura. Ponga {{#<% section %>}} antes o borre esa marca.",
    templateUnreadable: "{{=<% %>=}}no se pudo leer el texto. Use solo marcas como {{name}}.",
    notStopWord:
      "tiene que ser una palabra de al menos dos letras que el cliente no escriba para otra cosa (no sirven SÍ, HOLA ni SALIR). Use, por ejemplo, PARAR.",
    urlUnreadable: `esto no es una dirección. ${mendUrl}`,
    urlWithoutScheme: `la dirección debe empezar con https:// (o http://). ${mendUrl}`,
    urlOtherScheme: `la dirección solo puede empezar con https:// o http://. ${mendUrl}`,
    urlWithCredentials: `la dirección no puede tener usuario y contraseña; el acceso es por los tokens. ${mendUrl}`,
    urlWithQuery: `la dirección no puede tener nada después de ? o #. ${mendUrl}`,
    urlOtherPath: `la dirección debe terminar en /apirest.php. ${mendUrl}`,
    urlNotPublic: "la dirección debe ser pública: esta lleva a la red interna de Whazing.",
  },
};
