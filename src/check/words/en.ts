import type { CheckWords } from "./check-words.js";

const profileMenu = "In GLPI, under Administration > Profiles > {{profile}}";
const apiMenu = "Setup > General > API";
const authorizations = "Administration > Users > Authorizations";

/** What a check says in English. */
export const en: CheckWords = {
  said: {
    configurationOk: { text: "All fields of the configuration are right." },
    configurationWrong: { text: "{{message}}", mend: "Correct this field in the integration's form." },
    notReached: { text: "Not looked at: something before it failed." },
    notAnswered: {
      text: "It could not be looked at: GLPI did not answer as it should ({{why}}).",
      mend: "Test again. If it goes on, see files/_log/php-errors.log on GLPI's server.",
    },
    notInTime: {
      text: "Not looked at: GLPI answers slowly, and this test ends after {{limit}} seconds.",
      mend: "See the load of GLPI's server and of its database, and test again.",
    },
    notAllowed: {
      text: "Not looked at: the API user's profile may not see it.",
      mend: "Grant first the rights that are missing above, and test again.",
    },

    addressOk: { text: "{{host}} answers." },
    dnsUnknown: {
      text: "The DNS that this server uses does not know the name {{host}}.",
      mend: "Check the integration's URL. If the name exists in your own network only, this server has to use that network's DNS.",
    },
    dnsFailed: {
      text: "The DNS did not answer when asked for {{host}}.",
      mend: "Check this server's DNS and its way to the internet, and test again.",
    },
    tlsExpired: {
      text: "The certificate of {{host}} has expired.",
      mend: "Renew it on GLPI's web server (with Let's Encrypt: certbot renew).",
    },
    tlsSelfSigned: {
      text: "The certificate of {{host}} is self-signed: no authority vouches for it.",
      mend: "Install a certificate of an authority on GLPI's web server, or give this one to this server by the variable NODE_EXTRA_CA_CERTS.",
    },
    tlsUnknownIssuer: {
      text: "The certificate of {{host}} is of an authority that this server does not know, or the intermediate certificate is missing.",
      mend: "Set up the whole chain (fullchain) on GLPI's web server. For an authority of your own, use the variable NODE_EXTRA_CA_CERTS.",
    },
    tlsOtherName: {
      text: "The certificate that {{host}} shows is for another name.",
      mend: "Use the certificate's name in the URL, or get a certificate that has this name.",
    },
    tlsRefused: {
      text: "The certificate of {{host}} is not accepted ({{why}}).",
      mend: "Set this server's time and GLPI's right (timedatectl set-ntp true) and, if it goes on, replace the certificate on GLPI's web server.",
    },
    tlsBroken: {
      text: "No secure connection with {{host}} came about ({{why}}).",
      mend: "See whether that port speaks https; if it is http only, the URL begins with http://.",
    },
    refused: {
      text: "{{host}} refused the connection at port {{port}}: nobody listens there.",
      mend: "Check the address and port in the integration's URL, and whether GLPI's web server is running.",
    },
    timeout: {
      text: "{{host}} did not answer within {{seconds}} seconds.",
      mend: "See whether a firewall blocks this server, and whether GLPI opens in a browser.",
    },
    connectionLost: {
      text: "The connection with {{host}} broke before the answer ({{why}}).",
      mend: "A firewall or proxy on the way may have cut it. Test again, and see its logs.",
    },
    unreachable: {
      text: "{{host}} cannot be reached ({{why}}).",
      mend: "Check the integration's URL and this server's network.",
    },
    portBlocked: {
      text: "Node.js sends no requests to port {{port}}, which belongs to other services.",
      mend: "Put GLPI at another port (443, 80, 8080), and correct the integration's URL.",
    },
    notPublic: {
      text: "{{host}} is an address of the internal network, and only addresses of the internet are accepted here.",
      mend: "Use GLPI's public address in the URL, or speak with whoever looks after Whazing.",
    },
    proxyPage: {
      text: "A proxy or firewall answered in GLPI's place ({{page}}).",
      mend: "Ask whoever looks after the proxy to let this server reach {{host}}, and see whether the GLPI behind it is running.",
    },
    redirectNone: { text: "The address is the final one: it leads to no other." },
    redirected: {
      text: "The address leads to another: {{location}}. Tokens are never sent after a redirect.",
      mend: "Put the final address, ending in /apirest.php, into the integration's URL. If it leads to a login page (SSO, VPN), ask whoever looks after that to let /apirest.php through without a login.",
    },
    glpiOk: { text: "It is GLPI's REST API that answers." },
    notGlpi: {
      text: "No GLPI REST API is at this address ({{page}}).",
      mend: `Copy the URL from GLPI, under ${apiMenu} (URL of the API). It ends in /apirest.php; on GLPI 11 it may end in /api.php/v1. If the page is that of a login (SSO, VPN), ask whoever looks after it to let this address through without a login.`,
    },
    glpiPage: {
      text: "GLPI answered a page in place of its API ({{page}}): it is in maintenance, waits for a database update, or the URL is that of one of its pages.",
      mend: `Open GLPI in a browser and see what it shows. To end the maintenance: php bin/console maintenance:disable. The right URL is under ${apiMenu}.`,
    },
    glpiCrash: {
      text: "GLPI failed while answering ({{page}}).",
      mend: "See files/_log/php-errors.log on GLPI's server.",
    },
    otherApi: {
      text: "An API answers at this address, but not GLPI's REST API ({{page}}).",
      mend: `Copy the URL from GLPI, under ${apiMenu}. GLPI 11's new API (v2) does not do: use the one that ends in /apirest.php or /api.php/v1.`,
    },
    apiOk: { text: "The REST API is on." },
    apiOff: {
      text: "GLPI's REST API is switched off.",
      mend: `In GLPI, under ${apiMenu}, switch on “Enable Rest API” (on GLPI 11, the legacy one) and “Enable login with external token”.`,
    },
    ipOk: { text: "GLPI accepts this server's IP address." },
    ipRefused: {
      text: "No active API client of GLPI's accepts this server's IP address{{#ip}}, which is {{ip}} to GLPI{{/ip}}.",
      mend: `In GLPI, under ${apiMenu}, open the API client: see that it is active, and leave its IPv4 range and its IPv6 address empty, or add this address there.`,
    },
    appTokenOk: { text: "The app token is right." },
    appTokenWrong: {
      text: "GLPI does not know this app token.",
      mend: `Copy it again under ${apiMenu}, from an API client that is active.`,
    },
    appTokenDropped: {
      text: "The app token was sent and did not arrive: the web server, or a proxy in front of GLPI, drops the header App-Token.",
      mend: "Have the header App-Token passed on. Where it becomes App_Token, nginx drops it without “underscores_in_headers on”.",
    },
    userTokenOk: {
      text: "The user token is right{{#user}}: it is that of {{user}}{{/user}}{{#profile}}, with the profile {{profile}}{{/profile}}.",
    },
    userTokenWrong: {
      text: "GLPI does not know this user token, or the user is inactive.",
      mend: "In GLPI, under Administration > Users, open the API user: see that it is active, and copy the API token again, under Remote access keys. And see whether “Enable login with external token” is on under Setup > General > API.",
    },
    userTokenDropped: {
      text: "The user token was sent and did not arrive: the web server in front of GLPI drops the header Authorization.",
      mend: "In Apache with PHP-FPM, use “CGIPassAuth On”. A proxy has to pass on the header Authorization.",
    },
    loginRefused: {
      text: "GLPI does not let the API user in ({{why}}).",
      mend: `See that the user is active and has a profile in some entity (${authorizations}), and that “Enable login with external token” is on under ${apiMenu}.`,
    },
    sessionOk: { text: "The session works." },
    sessionDropped: {
      text: "The session's token was sent and did not arrive: the web server, or a proxy in front of GLPI, drops the header Session-Token.",
      mend: "Have the header Session-Token passed on to GLPI.",
    },
    sessionLost: {
      text: "GLPI forgets the session as soon as it is started.",
      mend: "See on GLPI's server whether the folder files/_sessions can be written and has space. Several servers behind a load balancer need to share their sessions.",
    },
    sessionEntities: {
      text: "GLPI does not let the API user into the entities of its own profile.",
      mend: `In GLPI, under ${authorizations}, give it the profile in the companies whose tickets it opens.`,
    },

    versionOk: { text: "GLPI {{version}}." },
    versionOld: {
      text: "GLPI {{version}}: the integration was measured on GLPI 10 and 11.",
      mend: "Upgrade GLPI to version 10 or 11.",
    },
    versionNew: {
      text: "GLPI {{version}}: newer than 10 and 11, on which the integration was measured.",
      mend: "Try a ticket before you use it with customers, and see whether there is a newer version of the integration.",
    },
    versionUnknown: { text: "GLPI did not tell its version; it behaves as {{version}} does." },
    noiseNone: { text: "GLPI's answers are clean." },
    noise: {
      text: "GLPI writes PHP messages before its answers. They are skipped, but something is wrong there.",
      mend: "Switch off the debug mode (in the user's menu, or Setup > General > System) and display_errors in php.ini. A plugin may be the cause.",
    },
    clockOk: { text: "GLPI's clock is right." },
    clockWrong: {
      text: "GLPI's clock is {{minutes}} min {{#ahead}}ahead of{{/ahead}}{{^ahead}}behind{{/ahead}} this server's.",
      mend: "Set both servers' time by NTP (timedatectl set-ntp true).",
    },
    clockUnknown: { text: "GLPI did not tell what time it has." },
    zoneSame: { text: "GLPI's time zone and the integration's give the same time (UTC{{glpi}})." },
    zoneOther: {
      text: "GLPI uses the time of UTC{{glpi}}, and the integration that of {{timeZone}} (UTC{{own}}). Customers read the right time; technicians see GLPI's.",
      mend: "In GLPI, set the time zone under Setup > General > Default values (or date.timezone in php.ini); or correct the time zone in the form.",
    },

    rightOk: { text: "{{box}}: granted." },
    rightMissing: { text: "{{box}}: missing. {{loss}}", mend: `${profileMenu}, tick {{box}}.` },
    rightMissingSimplified: {
      text: "{{box}}: missing. {{loss}}",
      mend: "Do not tick it in the profile {{profile}}, which is the customers': change the API user's profile first, as said above.",
    },
    profileOk: { text: "The API user's profile is {{profile}}." },
    profileSimplified: {
      text: "The profile {{profile}} has the simplified interface, the customers': it lacks rights that the integration needs.",
      mend: `In GLPI, under Administration > Profiles, create a profile with the standard interface; give it to the API user, and take {{profile}} away, under ${authorizations}.`,
    },
    profileSeveral: {
      text: "The API user has several profiles ({{names}}), and the API uses one only: {{profile}}{{#simplified}}, which is the customers' (simplified interface){{/simplified}}.",
      mend: "In GLPI, under Administration > Users, open the API user and leave it the API profile only, under Authorizations; or choose that as its default profile.",
    },
    rightsUnknown: { text: "GLPI did not tell which rights the API user's profile has." },

    entitiesOk: { text: "The API user reaches {{count}} entities: {{names}}." },
    entitiesNone: {
      text: "The API user reaches no entity.",
      mend: `In GLPI, under ${authorizations}, give it the API profile in the companies, or at the root as recursive.`,
    },
    companiesOk: {
      text: "The {{count}} people with a telephone whom the API user sees{{#most}} (among the first {{most}}){{/most}} are of entities in its reach.",
    },
    companiesOut: {
      text: "There are people with a telephone whose default entity is out of the API user's reach: {{names}}. No ticket can be opened for them.",
      mend: `In GLPI, under ${authorizations}, give the API user the profile in these entities too, or at the root as recursive.`,
    },
    companiesNobody: {
      text: "{{^most}}Nobody whom the API user sees has a telephone in GLPI: no customer will be recognised by WhatsApp.{{/most}}{{#most}}Of the first {{most}} people whom the API user sees none has a telephone in GLPI; the others were not looked at.{{/most}}",
      mend: "In GLPI, under Administration > Users, fill in people's Phone or Mobile phone. If they have one, give the API user the profile in their entities.",
    },

    itemOk: { text: "{{label}}: {{item}} {{id}} exists{{#name}} ({{name}}){{/name}}." },
    itemGone: {
      text: "{{label}}: {{item}} {{id}} does not exist in GLPI.",
      mend: "See the ids under {{menu}} and correct “{{label}}” in the form, or leave it empty.",
    },
    itemHidden: {
      text: "{{label}}: {{item}} {{id}} exists, but the API user does not reach it.",
      mend: `Under {{menu}}, choose something of the API user's entities, or tick Child entities; or give the API user its profile in the right entity, under ${authorizations}.`,
    },
    entityHidden: {
      text: "{{label}}: {{item}} {{id}} exists, but the API user does not reach it.",
      mend: `In “{{label}}”, in the form, use the id of one that it reaches: {{reached}}. Or give it its profile in this entity, under ${authorizations}.`,
    },
    userHidden: {
      text: "{{label}}: {{item}} {{id}} exists, but the API user does not reach it.",
      mend: `Choose somebody in the form who has a profile in the API user's entities; or give the API user its profile in this person's entity, under ${authorizations}.`,
    },
    itemUnread: {
      text: "{{label}}: {{item}} {{id}} exists. Whether it does cannot be seen, for the API user's profile may not read it.",
      mend: "Check it under {{menu}}. For this test to see it, tick Read for it in the API user's profile (Administration > Profiles).",
    },
    itemElsewhere: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) is not there for these entities: {{entities}}.",
      mend: "Under {{menu}}, put it into an entity above all of them and tick Child entities. Without that GLPI keeps the value, but technicians cannot choose it again.",
    },
    itemUnfit: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) does not do for these tickets: {{why}}.",
      mend: "Under {{menu}}, open it and tick the option, or choose another in the form.",
    },
    notForIncidents: { text: "it is not visible for incidents" },
    notForRequests: { text: "it is not visible for requests" },
    notAssignable: { text: "the group cannot be assigned" },
    notActive: { text: "inactive" },
    notForTickets: { text: "it is not for tickets" },
    deleted: { text: "it is in the trash" },
    requesterNobody: {
      text: "Who is not in GLPI gets no ticket: the integration creates nobody and has no fallback requester.",
      mend: "In the form, switch on creating whoever is not in GLPI, or fill in the fallback requester.",
    },

    fileSizeOk: { text: "GLPI takes files of up to {{max}} MB." },
    fileSizeSmall: {
      text: "GLPI takes files of up to {{max}} MB; the integration lets up to {{own}} MB pass. What is larger does not get into the ticket: by WhatsApp a photo has up to 5 MB, a video or audio up to 16.",
      mend: "In GLPI, under Setup > General > Management, raise the largest size of documents; and in php.ini upload_max_filesize and post_max_size, which no API tells.",
    },
    fileTypesOk: {
      text: "GLPI takes all that is sent by WhatsApp.{{#assumed}} (By the list it comes with: the API user's profile may not read yours.){{/assumed}}",
    },
    fileTypesRefused: {
      text: "GLPI refuses: {{kinds}}. Customer and technician are told.{{#assumed}} (By the list it comes with: the API user's profile may not read yours.){{/assumed}}",
      mend: "In GLPI, under Setup > Dropdowns > Document types, add the extensions and tick Authorized upload.",
    },
    templateNone: { text: "No ticket template makes a field mandatory that the integration does not fill in." },
    templateMandatory: {
      text: "The ticket template {{template}} makes mandatory what the integration does not fill in: {{fields}}. GLPI opens the ticket all the same; the technician has to fill them in when saving it.",
      mend: "Fill these in in the integration's form, or take them out of the template's Mandatory fields under Setup > Dropdowns > Ticket templates.",
    },
    templateUnread: {
      text: "The mandatory fields of the ticket templates cannot be seen: the API user's profile may not read them.",
      mend: `For this test to see them: ${profileMenu}, tick Read for Ticket templates and for Entities.`,
    },

    personFound: { text: "The person would be {{login}} (user {{id}}), {{by}}." },
    personCreated: {
      text: "Nobody in GLPI is this person: they would be created{{#login}} with the login {{login}}{{/login}}.",
    },
    personFallback: {
      text: "Nobody in GLPI is this person: the ticket would be the fallback requester's, user {{id}}.",
    },
    personNobody: {
      text: "Nobody in GLPI is this person, and the integration creates nobody: no ticket would be opened.",
      mend: "Put the telephone into the right user (Administration > Users), switch on creating whoever is not in GLPI, or fill in the fallback requester.",
    },
    personNone: {
      text: "Nobody in GLPI is this person: a look-up would show no ticket.",
      mend: "Put the telephone into the right user, under Administration > Users. A look-up minds the e-mail only where the contact's e-mail is trusted.",
    },
    personAsked: {
      text: "Several people have this telephone: the customer would choose the company among {{companies}}.",
    },
    personAmbiguous: {
      text: "Several people have this telephone ({{names}}): a look-up would show nobody's tickets.",
      mend: "Leave the telephone in one user only, under Administration > Users.",
    },
    phoneUnreadable: {
      text: "What was given does not look like a telephone: the person would not be looked for by it.",
      mend: "Write it with country and area code, digits only: 5531987654321.",
    },
    lidAlone: {
      text: "A lid tells who the contact is only where Whazing tells which contact it is: the person was not looked for.",
      mend: "Give the contact's telephone or e-mail.",
    },
    personEntityOk: { text: "The ticket would be opened in the entity {{entity}}." },
    personEntityOut: {
      text: "The ticket would be of the entity {{entity}}, which is out of the API user's reach: it could not be opened.",
      mend: `In GLPI, under ${authorizations}, give the API user the profile in that entity, or at the root as recursive. Or correct the person's default entity.`,
    },
    personKept: { text: "GLPI 11 keeps them as the requester." },
    personDropped: {
      text: "GLPI 11 would drop them from the ticket without a word: {{why}}. {{#update}}The integration puts them back.{{/update}}{{^update}}The integration cannot put them back without the right to update tickets.{{/update}}",
      mend: "Under Administration > Users, activate the person and give them a profile (Self-Service will do) in the ticket's entity.",
    },
    noProfile: { text: "no profile in the entity" },
    othersNone: { text: "Nobody else fits." },
    others: {
      text: "These fit too: {{names}}.",
      mend: "If they are the same person, leave the telephone or e-mail in one user only, under Administration > Users.",
    },

    storeOk: { text: "The store answers." },
    storeMemory: {
      text: "What waits is in memory only: if the process dies, messages that are no ticket yet are lost.",
      mend: "Ask whoever looks after Whazing to use PostgresStore.",
    },
    storeFailed: {
      text: "The store does not answer ({{why}}).",
      mend: "See whether PostgreSQL is running, and whether the address and password in DATABASE_URL are right.",
    },
    listenOk: { text: "What processes tell each other (LISTEN) is heard." },
    listenDeaf: {
      text: "What processes tell each other (LISTEN) is not heard: there is likely a PgBouncer in transaction mode. All works, but the database is asked twice a second while anything waits.",
      mend: "Give this integration's pool the address of PostgreSQL itself (port 5432), or a PgBouncer with POOL_MODE=session.",
    },
    listenNone: {
      text: "The pool has fewer than three connections: the one that hears other processes (LISTEN) may be missing.",
      mend: "Give this integration's pool three connections (max: 3).",
    },
    webhooks: {
      text: "This GLPI has webhooks, which tell sooner; they are not needed, and cannot be seen from here. Their URL may hold no port, and they go out only with GLPI's cron installed.",
      mend: "Setup > Webhooks; under Setup > Automatic actions, queuedwebhook in CLI mode.",
    },

    writeOk: { text: "A ticket for trial ({{id}}) was opened and deleted." },
    writeTrash: {
      text: "A ticket for trial ({{id}}) was opened and is in the trash: the profile may not remove it for good.",
    },
    writeNoRight: {
      text: "No ticket for trial was opened: the API user's profile may not delete it afterwards.",
      mend: `If you want this trial: ${profileMenu}, tick Delete or Delete permanently for Tickets for a moment.`,
    },
    writeRefused: {
      text: "The ticket for trial was not opened ({{why}}).",
      mend: "Check the rights and entities above, and the ids in the form. A plugin or a business rule may refuse it too.",
    },
    writeLost: {
      text: "GLPI did not answer when the ticket for trial was opened: it may exist.",
      mend: "Look in GLPI for a ticket with the title “{{title}}”, and delete it.",
    },
    writeLeft: {
      text: "The ticket for trial, {{id}}, was opened and could not be deleted ({{why}}).",
      mend: "Delete it in GLPI by hand.",
    },
  },
  rights: {
    ticketCreate: { box: "Tickets: Create", loss: "No ticket can be opened." },
    ticketReadAll: {
      box: "Tickets: See all tickets",
      loss: "Look-ups stay empty, and what happens in others' tickets is not seen.",
    },
    ticketUpdate: {
      box: "Tickets: Update",
      loss: "A solved ticket does not reopen, a pending one does not go on, and a requester whom GLPI 11 drops is not put back.",
    },
    survey: {
      box: "Tickets: Reply to survey (my ticket)",
      loss: "The customer's rating becomes a private note in the ticket, outside the satisfaction survey.",
    },
    userRead: { box: "Users: Read", loss: "Nobody can be looked for: neither tickets nor look-ups work." },
    userCreate: { box: "Users: Create", loss: "Who is not in GLPI cannot be created." },
    followUpRead: { box: "Followups: See public ones", loss: "Customers do not read what technicians answer." },
    followUpAdd: {
      box: "Followups: Add to all items",
      loss: "What the customer writes afterwards does not get into the ticket.",
    },
    followUpClosed: {
      box: "Followups: Add (requester)",
      loss: "What the customer writes does not get into a ticket that was just closed.",
    },
    documentCreate: { box: "Documents: Create", loss: "Photos, audios and documents do not get into the ticket." },
    documentRead: {
      box: "Documents: Read",
      loss: "The files of technicians' answers do not reach the customer, who reads the text only.",
    },
    taskRead: {
      box: "Tasks: See public ones",
      loss: "A look-up does not say when the work was planned for.",
    },
    entityRead: {
      box: "Entities: Read",
      loss: "The company is not found by its number: new people go into the entity of new users.",
    },
    categoryRead: { box: "ITIL categories (tab Setup): Read", loss: "The customer is not asked for the category." },
    locationRead: { box: "Locations (tab Setup): Read", loss: "The customer is not asked for the location." },
  },
  items: {
    ITILCategory: { name: "category", menu: "Setup > Dropdowns > ITIL categories" },
    Location: { name: "location", menu: "Setup > Dropdowns > Locations" },
    Group: { name: "group", menu: "Administration > Groups" },
    RequestType: { name: "request source", menu: "Setup > Dropdowns > Request sources" },
    Profile: { name: "profile", menu: "Administration > Profiles" },
    Entity: { name: "entity", menu: "Administration > Entities" },
    User: { name: "user", menu: "Administration > Users" },
  },
  media: {
    photo: "photos",
    iphonePhoto: "unconverted iPhone photos",
    sticker: "stickers",
    voice: "voice notes",
    audio: "audio files",
    video: "videos",
    document: "documents",
    card: "contact cards",
  },
  foundBy: {
    phone: "found by the telephone",
    phoneWithoutAreaCode: "found by the telephone without area code",
    registrationNumber: "found by the administrative number",
    email: "found by the e-mail",
    login: "found by the login with which they are created",
    created: "created by this integration before",
    store: "whom the integration knows already",
  },
  ticketFields: new Map([
    [1, "title"],
    [3, "priority"],
    [4, "requester"],
    [5, "technician"],
    [7, "category"],
    [8, "assigned group"],
    [9, "request source"],
    [10, "urgency"],
    [11, "impact"],
    [12, "status"],
    [13, "associated elements"],
    [14, "type"],
    [18, "time to resolve"],
    [21, "description"],
    [65, "observer group"],
    [66, "observer"],
    [71, "requester group"],
    [83, "location"],
    [142, "documents"],
  ]),
  otherField: "field {{number}}",
};
