import type { CheckWords } from "./check-words.js";

const profileMenu = "En GLPI, en Administración > Perfiles > {{profile}}";
const apiMenu = "Configuración > General > API";
const authorizations = "Administración > Usuarios > Autorizaciones";

/** What a check says in Spanish. */
export const es: CheckWords = {
  said: {
    configurationOk: { text: "Todos los campos de la configuración están bien." },
    configurationWrong: { text: "{{message}}", mend: "Corrija este campo en el formulario de la integración." },
    notReached: { text: "No se comprobó: algo anterior falló." },
    notAnswered: {
      text: "No se pudo comprobar: GLPI no respondió a esto como debía ({{why}}).",
      mend: "Pruebe de nuevo. Si continúa, vea files/_log/php-errors.log en el servidor de GLPI.",
    },
    notInTime: {
      text: "No se comprobó: GLPI responde despacio, y esta prueba termina a los {{limit}} segundos.",
      mend: "Vea la carga del servidor de GLPI y de su base de datos, y pruebe de nuevo.",
    },
    notAllowed: {
      text: "No se comprobó: el perfil de la API no puede ver esto.",
      mend: "Marque primero los permisos que faltan, arriba, y pruebe de nuevo.",
    },

    addressOk: { text: "{{host}} responde." },
    dnsUnknown: {
      text: "El nombre {{host}} no existe en el DNS que usa este servidor.",
      mend: "Revise la URL de la integración. Si el nombre solo existe en su red interna, este servidor debe usar el DNS de esa red.",
    },
    dnsFailed: {
      text: "El DNS no respondió cuando preguntamos por {{host}}.",
      mend: "Revise el DNS y la salida a internet de este servidor, y pruebe de nuevo.",
    },
    tlsExpired: {
      text: "El certificado de {{host}} ha caducado.",
      mend: "Renuévelo en el servidor web de GLPI (con Let's Encrypt: certbot renew).",
    },
    tlsSelfSigned: {
      text: "El certificado de {{host}} es autofirmado: ninguna autoridad lo garantiza.",
      mend: "Instale en el servidor web de GLPI un certificado de una autoridad, o dé el certificado a este servidor con la variable NODE_EXTRA_CA_CERTS.",
    },
    tlsUnknownIssuer: {
      text: "El certificado de {{host}} es de una autoridad que este servidor no conoce, o falta el certificado intermedio.",
      mend: "Configure en el servidor web de GLPI la cadena completa (fullchain). Con una autoridad interna, use la variable NODE_EXTRA_CA_CERTS.",
    },
    tlsOtherName: {
      text: "El certificado que presenta {{host}} es de otro nombre.",
      mend: "Use en la URL el nombre del certificado, o pida un certificado que tenga este nombre.",
    },
    tlsRefused: {
      text: "No se acepta el certificado de {{host}} ({{why}}).",
      mend: "Ajuste la hora de este servidor y la de GLPI (timedatectl set-ntp true) y, si continúa, cambie el certificado en el servidor web de GLPI.",
    },
    tlsBroken: {
      text: "No se estableció la conexión segura con {{host}} ({{why}}).",
      mend: "Vea si ese puerto habla https; si es solo http, la URL empieza por http://.",
    },
    refused: {
      text: "{{host}} rechazó la conexión en el puerto {{port}}: allí nadie atiende.",
      mend: "Revise la dirección y el puerto en la URL de la integración, y si el servidor web de GLPI está encendido.",
    },
    timeout: {
      text: "{{host}} no respondió en {{seconds}} segundos.",
      mend: "Vea si un cortafuegos bloquea a este servidor, y si GLPI abre en el navegador.",
    },
    connectionLost: {
      text: "La conexión con {{host}} se cortó antes de la respuesta ({{why}}).",
      mend: "Un cortafuegos o proxy en el camino puede haberla cortado. Pruebe de nuevo y vea sus registros.",
    },
    unreachable: {
      text: "No se pudo llegar a {{host}} ({{why}}).",
      mend: "Revise la URL de la integración y la red de este servidor.",
    },
    portBlocked: {
      text: "Node.js no hace peticiones al puerto {{port}}, que es de otros servicios.",
      mend: "Ponga GLPI en otro puerto (443, 80, 8080) y corrija la URL de la integración.",
    },
    notPublic: {
      text: "{{host}} es una dirección de la red interna, y aquí solo se aceptan direcciones de internet.",
      mend: "Use en la URL la dirección pública de GLPI, o hable con quien administra Whazing.",
    },
    proxyPage: {
      text: "Un proxy o cortafuegos respondió en lugar de GLPI ({{page}}).",
      mend: "Pida a quien administra el proxy que deje a este servidor llegar a {{host}}, y vea si el GLPI que está detrás está encendido.",
    },
    redirectNone: { text: "La dirección es la final: no lleva a otra." },
    redirected: {
      text: "La dirección lleva a otra: {{location}}. Los tokens nunca se envían después de una redirección.",
      mend: "Ponga en la URL de la integración la dirección final, terminada en /apirest.php. Si lleva a una página de inicio de sesión (SSO, VPN), pida a quien la administra que deje pasar /apirest.php sin ella.",
    },
    glpiOk: { text: "Quien responde es la API REST de GLPI." },
    notGlpi: {
      text: "En esa dirección no hay una API REST de GLPI ({{page}}).",
      mend: `Copie la URL de GLPI, en ${apiMenu} (URL de la API). Termina en /apirest.php; en GLPI 11 puede terminar en /api.php/v1. Si la página es la de un inicio de sesión (SSO, VPN), pida a quien la administra que deje pasar esta dirección sin ella.`,
    },
    glpiPage: {
      text: "GLPI respondió una página en lugar de la API ({{page}}): está en mantenimiento, espera una actualización de la base, o la URL es la de una de sus páginas.",
      mend: `Abra GLPI en el navegador y vea qué muestra. Para salir del mantenimiento: php bin/console maintenance:disable. La URL correcta está en ${apiMenu}.`,
    },
    glpiCrash: {
      text: "GLPI falló al responder ({{page}}).",
      mend: "Vea files/_log/php-errors.log en el servidor de GLPI.",
    },
    otherApi: {
      text: "En esa dirección responde una API, pero no la API REST de GLPI ({{page}}).",
      mend: `Copie la URL de GLPI, en ${apiMenu}. La API nueva de GLPI 11 (v2) no sirve: use la que termina en /apirest.php o /api.php/v1.`,
    },
    apiOk: { text: "La API REST está activada." },
    apiOff: {
      text: "La API REST de GLPI está desactivada.",
      mend: `En GLPI, en ${apiMenu}, active “Habilitar API Rest” (en GLPI 11, la API heredada) y “Habilitar inicio de sesión con token externo”.`,
    },
    ipOk: { text: "GLPI acepta la IP de este servidor." },
    ipRefused: {
      text: "Ningún cliente de API activo de GLPI acepta la IP de este servidor{{#ip}}, que para GLPI es {{ip}}{{/ip}}.",
      mend: `En GLPI, en ${apiMenu}, abra el cliente de API: vea que esté activo, y deje vacíos el rango de IPv4 y la IPv6, o incluya allí esa IP.`,
    },
    appTokenOk: { text: "El APP TOKEN es correcto." },
    appTokenWrong: {
      text: "GLPI no conoce este APP TOKEN.",
      mend: `Cópielo de nuevo en ${apiMenu}, de un cliente de API que esté activo.`,
    },
    appTokenDropped: {
      text: "El APP TOKEN se envió y no llegó: el servidor web, o un proxy delante de GLPI, descarta el encabezado App-Token.",
      mend: "Pida que se reenvíe el encabezado App-Token. Donde se convierte en App_Token, nginx lo descarta sin “underscores_in_headers on”.",
    },
    userTokenOk: {
      text: "El USER TOKEN es correcto{{#user}}: es del usuario {{user}}{{/user}}{{#profile}}, con el perfil {{profile}}{{/profile}}.",
    },
    userTokenWrong: {
      text: "GLPI no conoce este USER TOKEN, o el usuario está inactivo.",
      mend: "En GLPI, en Administración > Usuarios, abra el usuario de la API: vea que esté activo y copie de nuevo el token de la API, en Claves de acceso remoto. Y vea si “Habilitar inicio de sesión con token externo” está activado en Configuración > General > API.",
    },
    userTokenDropped: {
      text: "El USER TOKEN se envió y no llegó: el servidor web delante de GLPI descarta el encabezado Authorization.",
      mend: "En Apache con PHP-FPM, use “CGIPassAuth On”. Un proxy debe reenviar el encabezado Authorization.",
    },
    loginRefused: {
      text: "GLPI no deja entrar al usuario de la API ({{why}}).",
      mend: `Vea que el usuario esté activo y tenga un perfil en alguna entidad (${authorizations}), y que “Habilitar inicio de sesión con token externo” esté activado en ${apiMenu}.`,
    },
    sessionOk: { text: "La sesión funciona." },
    sessionDropped: {
      text: "El token de la sesión se envió y no llegó: el servidor web, o un proxy delante de GLPI, descarta el encabezado Session-Token.",
      mend: "Pida que se reenvíe a GLPI el encabezado Session-Token.",
    },
    sessionLost: {
      text: "GLPI olvida la sesión en cuanto la abre.",
      mend: "Vea en el servidor de GLPI si la carpeta files/_sessions se puede escribir y tiene espacio. Con más de un servidor detrás de un balanceador, las sesiones deben ser las mismas.",
    },
    sessionEntities: {
      text: "GLPI no deja al usuario de la API entrar en las entidades de su propio perfil.",
      mend: `En GLPI, en ${authorizations}, dele el perfil en las empresas cuyos tickets abre.`,
    },

    versionOk: { text: "GLPI {{version}}." },
    versionOld: {
      text: "GLPI {{version}}: la integración se midió en GLPI 10 y 11.",
      mend: "Actualice GLPI a la versión 10 u 11.",
    },
    versionNew: {
      text: "GLPI {{version}}: más nuevo que el 10 y el 11, en los que se midió la integración.",
      mend: "Pruebe un ticket antes de usarla con clientes, y vea si hay una versión más nueva de la integración.",
    },
    versionUnknown: { text: "GLPI no dijo su versión; se comporta como el {{version}}." },
    noiseNone: { text: "Las respuestas de GLPI vienen limpias." },
    noise: {
      text: "GLPI escribe mensajes de PHP antes de sus respuestas. Se saltan, pero algo va mal allí.",
      mend: "Desactive el modo de depuración (en el menú del usuario, o Configuración > General > Sistema) y display_errors en php.ini. Un plugin puede ser la causa.",
    },
    clockOk: { text: "El reloj de GLPI está bien." },
    clockWrong: {
      text: "El reloj de GLPI está {{minutes}} min {{#ahead}}adelantado{{/ahead}}{{^ahead}}atrasado{{/ahead}} respecto al de este servidor.",
      mend: "Ajuste la hora de ambos servidores por NTP (timedatectl set-ntp true).",
    },
    clockUnknown: { text: "GLPI no dijo qué hora tiene." },
    zoneSame: { text: "La zona horaria de GLPI y la de la integración dan la misma hora (UTC{{glpi}})." },
    zoneOther: {
      text: "GLPI usa la hora UTC{{glpi}}, y la integración la de {{timeZone}} (UTC{{own}}). El cliente lee la hora correcta; los técnicos ven la de GLPI.",
      mend: "En GLPI, ajuste la zona en Configuración > General > Valores predeterminados (o date.timezone en php.ini); o corrija la zona horaria en el formulario.",
    },

    rightOk: { text: "{{box}}: marcado." },
    rightMissing: { text: "{{box}}: falta. {{loss}}", mend: `${profileMenu}, marque {{box}}.` },
    rightMissingSimplified: {
      text: "{{box}}: falta. {{loss}}",
      mend: "No lo marque en el perfil {{profile}}, que es el de los clientes: cambie primero el perfil del usuario de la API, como se dice arriba.",
    },
    profileOk: { text: "El perfil del usuario de la API es {{profile}}." },
    profileSimplified: {
      text: "El perfil {{profile}} tiene la interfaz simplificada, la de los clientes: le faltan permisos que la integración necesita.",
      mend: `En GLPI, en Administración > Perfiles, cree un perfil con la interfaz estándar; déselo al usuario de la API, y quítele {{profile}}, en ${authorizations}.`,
    },
    profileSeveral: {
      text: "El usuario de la API tiene varios perfiles ({{names}}), y la API usa uno solo: {{profile}}{{#simplified}}, que es el de los clientes (interfaz simplificada){{/simplified}}.",
      mend: "En GLPI, en Administración > Usuarios, abra el usuario de la API y déjele solo el perfil de la API, en Autorizaciones; o elíjalo como perfil predeterminado.",
    },
    rightsUnknown: { text: "GLPI no dijo qué permisos tiene el perfil de la API." },

    entitiesOk: { text: "El usuario de la API alcanza {{count}} entidad(es): {{names}}." },
    entitiesNone: {
      text: "El usuario de la API no alcanza ninguna entidad.",
      mend: `En GLPI, en ${authorizations}, dele el perfil de la API en las empresas, o en la raíz como recursivo.`,
    },
    companiesOk: {
      text: "Las {{count}} personas con teléfono que ve el usuario de la API{{#most}} (entre las primeras {{most}}){{/most}} son de entidades a su alcance.",
    },
    companiesOut: {
      text: "Hay personas con teléfono cuya entidad predeterminada está fuera del alcance del usuario de la API: {{names}}. Sus tickets no se pueden abrir.",
      mend: `En GLPI, en ${authorizations}, dé al usuario de la API el perfil también en esas entidades, o en la raíz como recursivo.`,
    },
    companiesNobody: {
      text: "{{^most}}Nadie que vea el usuario de la API tiene teléfono en GLPI: ningún cliente será reconocido por WhatsApp.{{/most}}{{#most}}De las primeras {{most}} personas que ve el usuario de la API, ninguna tiene teléfono en GLPI; las demás no se miraron.{{/most}}",
      mend: "En GLPI, en Administración > Usuarios, rellene el teléfono o el móvil de las personas. Si ya lo tienen, dé al usuario de la API el perfil en sus entidades.",
    },

    itemOk: { text: "{{label}}: {{item}} {{id}} existe{{#name}} ({{name}}){{/name}}." },
    itemGone: {
      text: "{{label}}: {{item}} {{id}} no existe en GLPI.",
      mend: "Vea los ids en {{menu}} y corrija “{{label}}” en el formulario, o déjelo vacío.",
    },
    itemHidden: {
      text: "{{label}}: {{item}} {{id}} existe, pero el usuario de la API no llega hasta allí.",
      mend: `En {{menu}}, elija algo de las entidades del usuario de la API, o marque Entidades hijas; o dele el perfil en la entidad correcta, en ${authorizations}.`,
    },
    entityHidden: {
      text: "{{label}}: {{item}} {{id}} existe, pero el usuario de la API no llega hasta allí.",
      mend: `En “{{label}}”, en el formulario, use el id de una de las que alcanza: {{reached}}. O dele el perfil en esa entidad, en ${authorizations}.`,
    },
    userHidden: {
      text: "{{label}}: {{item}} {{id}} existe, pero el usuario de la API no llega hasta allí.",
      mend: `Elija en el formulario a alguien que tenga perfil en las entidades del usuario de la API; o dé al usuario de la API el perfil en la entidad de esa persona, en ${authorizations}.`,
    },
    itemUnread: {
      text: "{{label}}: {{item}} {{id}} existe. Si sirve no se puede ver, porque el perfil de la API no puede leerlo.",
      mend: "Compruébelo en {{menu}}. Para que esta prueba lo vea, marque Leer para eso en el perfil de la API (Administración > Perfiles).",
    },
    itemElsewhere: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) no vale en estas entidades: {{entities}}.",
      mend: "En {{menu}}, póngalo en una entidad por encima de todas y marque Entidades hijas. Sin eso GLPI guarda el valor, pero el técnico no puede volver a elegirlo.",
    },
    itemUnfit: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) no sirve para estos tickets: {{why}}.",
      mend: "En {{menu}}, ábralo y marque la opción, o elija otro en el formulario.",
    },
    notForIncidents: { text: "no es visible para incidencias" },
    notForRequests: { text: "no es visible para solicitudes" },
    notAssignable: { text: "el grupo no se puede asignar" },
    notActive: { text: "está inactivo" },
    notForTickets: { text: "no vale para tickets" },
    deleted: { text: "está en la papelera" },
    requesterNobody: {
      text: "Quien no está en GLPI no tendrá ticket: la integración no registra a nadie y no tiene solicitante alternativo.",
      mend: "En el formulario, active el registro de quien no está en GLPI o rellene el solicitante alternativo.",
    },

    fileSizeOk: { text: "GLPI acepta archivos de hasta {{max}} MB." },
    fileSizeSmall: {
      text: "GLPI acepta archivos de hasta {{max}} MB; la integración deja pasar hasta {{own}} MB. Los mayores no entran en el ticket: por WhatsApp una foto tiene hasta 5 MB, un vídeo o audio hasta 16.",
      mend: "En GLPI, en Configuración > General > Gestión, aumente el tamaño máximo de los documentos; y en php.ini upload_max_filesize y post_max_size, que ninguna API muestra.",
    },
    fileTypesOk: {
      text: "GLPI acepta todo lo que se envía por WhatsApp.{{#assumed}} (Según la lista de fábrica: el perfil de la API no puede leer la suya.){{/assumed}}",
    },
    fileTypesRefused: {
      text: "GLPI rechaza: {{kinds}}. Se avisa al cliente y al técnico.{{#assumed}} (Según la lista de fábrica: el perfil de la API no puede leer la suya.){{/assumed}}",
      mend: "En GLPI, en Configuración > Desplegables > Tipos de documento, añada las extensiones y marque Subida autorizada.",
    },
    templateNone: { text: "Ninguna plantilla de ticket hace obligatorio un campo que la integración no rellene." },
    templateMandatory: {
      text: "La plantilla de ticket {{template}} hace obligatorio lo que la integración no rellena: {{fields}}. GLPI abre el ticket igualmente; el técnico tendrá que rellenarlo al guardarlo.",
      mend: "Rellene esos campos en el formulario de la integración, o quítelos de Campos obligatorios en Configuración > Desplegables > Plantillas de ticket.",
    },
    templateUnread: {
      text: "Los campos obligatorios de las plantillas de ticket no se pueden ver: el perfil de la API no puede leerlas.",
      mend: `Para que esta prueba los vea: ${profileMenu}, marque Leer en Plantillas de ticket y en Entidades.`,
    },

    personFound: { text: "La persona sería {{login}} (usuario {{id}}), {{by}}." },
    personCreated: {
      text: "Nadie en GLPI es esa persona: sería registrada{{#login}} con el usuario {{login}}{{/login}}.",
    },
    personFallback: {
      text: "Nadie en GLPI es esa persona: el ticket sería del solicitante alternativo, el usuario {{id}}.",
    },
    personNobody: {
      text: "Nadie en GLPI es esa persona, y la integración no registra a nadie: el ticket no se abriría.",
      mend: "Ponga el teléfono en el usuario correcto (Administración > Usuarios), active el registro de quien no está en GLPI o rellene el solicitante alternativo.",
    },
    personNone: {
      text: "Nadie en GLPI es esa persona: la consulta no mostraría ningún ticket.",
      mend: "Ponga el teléfono en el usuario correcto, en Administración > Usuarios. La consulta solo mira el correo si se confía en el correo del contacto.",
    },
    personAsked: { text: "Varias personas tienen ese teléfono: el cliente elegiría la empresa entre {{companies}}." },
    personAmbiguous: {
      text: "Varias personas tienen ese teléfono ({{names}}): la consulta no mostraría los tickets de nadie.",
      mend: "Deje el teléfono en un solo usuario, en Administración > Usuarios.",
    },
    phoneUnreadable: {
      text: "El teléfono indicado no parece un teléfono: no se buscaría a la persona por él.",
      mend: "Escríbalo con código de país y de área, solo cifras: 5531987654321.",
    },
    lidAlone: {
      text: "Un lid solo dice quién es el contacto si Whazing indica qué contacto es: no se buscó a la persona.",
      mend: "Indique el teléfono o el correo del contacto.",
    },
    personEntityOk: { text: "El ticket se abriría en la entidad {{entity}}." },
    personEntityOut: {
      text: "El ticket sería de la entidad {{entity}}, que está fuera del alcance del usuario de la API: no se podría abrir.",
      mend: `En GLPI, en ${authorizations}, dé al usuario de la API el perfil en esa entidad, o en la raíz como recursivo. O corrija la entidad predeterminada de la persona.`,
    },
    personKept: { text: "GLPI 11 la mantiene como solicitante." },
    personDropped: {
      text: "GLPI 11 la quitaría del ticket sin avisar: {{why}}. {{#update}}La integración la vuelve a poner.{{/update}}{{^update}}La integración no puede volver a ponerla sin el permiso de actualizar tickets.{{/update}}",
      mend: "En Administración > Usuarios, active a la persona y dele un perfil (Self-Service basta) en la entidad del ticket.",
    },
    noProfile: { text: "no tiene perfil en la entidad" },
    othersNone: { text: "Nadie más coincide con esos datos." },
    others: {
      text: "También coinciden: {{names}}.",
      mend: "Si son la misma persona, deje el teléfono o el correo en un solo usuario, en Administración > Usuarios.",
    },

    storeOk: { text: "El almacenamiento responde." },
    storeMemory: {
      text: "Lo que espera está solo en memoria: si el proceso se cae, se pierden los mensajes que aún no son un ticket.",
      mend: "Pida a quien administra Whazing que use PostgresStore.",
    },
    storeFailed: {
      text: "El almacenamiento no responde ({{why}}).",
      mend: "Vea si PostgreSQL está encendido y si la dirección y la contraseña en DATABASE_URL son correctas.",
    },
    listenOk: { text: "Los avisos entre procesos (LISTEN) llegan." },
    listenDeaf: {
      text: "Los avisos entre procesos (LISTEN) no llegan: es probable que haya un PgBouncer en modo de transacción. Todo funciona, pero se consulta la base dos veces por segundo mientras algo espera.",
      mend: "Dé al pool de esta integración la dirección del propio PostgreSQL (puerto 5432), o un PgBouncer con POOL_MODE=session.",
    },
    listenNone: {
      text: "El pool tiene menos de tres conexiones: puede faltar la que oye los avisos entre procesos (LISTEN).",
      mend: "Dé al pool de esta integración tres conexiones (max: 3).",
    },
    webhooks: {
      text: "Este GLPI tiene webhooks, que avisan antes; no son necesarios, y desde aquí no se pueden ver. La URL no puede llevar puerto, y solo salen con el cron de GLPI instalado.",
      mend: "Configuración > Webhooks; en Configuración > Acciones automáticas, queuedwebhook en modo CLI.",
    },

    writeOk: { text: "Se abrió y se borró un ticket de prueba ({{id}})." },
    writeTrash: {
      text: "Se abrió un ticket de prueba ({{id}}) y está en la papelera: el perfil no puede borrarlo del todo.",
    },
    writeNoRight: {
      text: "No se abrió ningún ticket de prueba: el perfil de la API no puede borrarlo después.",
      mend: `Si desea esta prueba: ${profileMenu}, marque por un momento Eliminar o Eliminar permanentemente en Tickets.`,
    },
    writeRefused: {
      text: "El ticket de prueba no se abrió ({{why}}).",
      mend: "Revise los permisos y las entidades de arriba, y los ids del formulario. También puede rechazarlo un plugin o una regla de negocio.",
    },
    writeLost: {
      text: "GLPI no respondió al abrir el ticket de prueba: puede existir.",
      mend: "Busque en GLPI un ticket con el título “{{title}}” y bórrelo.",
    },
    writeLeft: {
      text: "El ticket de prueba {{id}} se abrió y no se pudo borrar ({{why}}).",
      mend: "Bórrelo a mano en GLPI.",
    },
  },
  rights: {
    ticketCreate: { box: "Tickets: Crear", loss: "No se puede abrir ningún ticket." },
    ticketReadAll: {
      box: "Tickets: Ver todos los tickets",
      loss: "Las consultas quedan vacías, y no se ve lo que pasa en los tickets de otros.",
    },
    ticketUpdate: {
      box: "Tickets: Actualizar",
      loss: "Un ticket resuelto no se reabre, uno pendiente no sigue, y no se devuelve al solicitante que GLPI 11 quita.",
    },
    survey: {
      box: "Tickets: Responder a la encuesta",
      loss: "La nota del cliente se convierte en una nota privada del ticket, fuera de la encuesta de satisfacción.",
    },
    userRead: {
      box: "Usuarios: Leer",
      loss: "No se puede buscar a nadie: no funcionan ni los tickets ni las consultas.",
    },
    userCreate: { box: "Usuarios: Crear", loss: "Quien no está en GLPI no se puede registrar." },
    followUpRead: {
      box: "Seguimientos: Ver los públicos",
      loss: "El cliente no lee lo que responden los técnicos.",
    },
    followUpAdd: {
      box: "Seguimientos: Añadir a todos",
      loss: "Lo que el cliente escribe después no entra en el ticket.",
    },
    followUpClosed: {
      box: "Seguimientos: Añadir (solicitante)",
      loss: "Lo que el cliente escribe no entra en un ticket recién cerrado.",
    },
    documentCreate: { box: "Documentos: Crear", loss: "Fotos, audios y documentos no entran en el ticket." },
    documentRead: {
      box: "Documentos: Leer",
      loss: "Los archivos de las respuestas de los técnicos no llegan al cliente, que lee solo el texto.",
    },
    taskRead: {
      box: "Tareas: Ver las públicas",
      loss: "La consulta no dice para cuándo se programó la atención.",
    },
    entityRead: {
      box: "Entidades: Leer",
      loss: "No se encuentra la empresa por su número: los nuevos van a la entidad de nuevos usuarios.",
    },
    categoryRead: {
      box: "Categorías ITIL (pestaña Configuración): Leer",
      loss: "No se pregunta al cliente por la categoría.",
    },
    locationRead: {
      box: "Localizaciones (pestaña Configuración): Leer",
      loss: "No se pregunta al cliente por la localización.",
    },
  },
  items: {
    ITILCategory: { name: "la categoría", menu: "Configuración > Desplegables > Categorías ITIL" },
    Location: { name: "la localización", menu: "Configuración > Desplegables > Localizaciones" },
    Group: { name: "el grupo", menu: "Administración > Grupos" },
    RequestType: { name: "el origen de la solicitud", menu: "Configuración > Desplegables > Orígenes de la solicitud" },
    Profile: { name: "el perfil", menu: "Administración > Perfiles" },
    Entity: { name: "la entidad", menu: "Administración > Entidades" },
    User: { name: "el usuario", menu: "Administración > Usuarios" },
  },
  media: {
    photo: "fotos",
    iphonePhoto: "fotos de iPhone sin convertir",
    sticker: "stickers",
    voice: "notas de voz",
    audio: "archivos de audio",
    video: "vídeos",
    document: "documentos",
    card: "tarjetas de contacto",
  },
  foundBy: {
    phone: "encontrada por el teléfono",
    phoneWithoutAreaCode: "encontrada por el teléfono sin código de área",
    registrationNumber: "encontrada por el número administrativo",
    email: "encontrada por el correo",
    login: "encontrada por el usuario con el que se registra",
    created: "ya registrada por esta integración",
    store: "que la integración ya conoce",
  },
  ticketFields: new Map([
    [1, "título"],
    [3, "prioridad"],
    [4, "solicitante"],
    [5, "técnico"],
    [7, "categoría"],
    [8, "grupo asignado"],
    [9, "origen de la solicitud"],
    [10, "urgencia"],
    [11, "impacto"],
    [12, "estado"],
    [13, "elementos asociados"],
    [14, "tipo"],
    [18, "tiempo de resolución"],
    [21, "descripción"],
    [65, "grupo observador"],
    [66, "observador"],
    [71, "grupo solicitante"],
    [83, "localización"],
    [142, "documentos"],
  ]),
  otherField: "campo {{number}}",
};
