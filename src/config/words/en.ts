import type { OperatorWords } from "./operator-words.js";

const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Example: https://support.acme.example/glpi/apirest.php.{{/suggestion}}";

export const en: OperatorWords = {
  form: {
    types: {
      "glpi-create-ticket": {
        title: "Create GLPI ticket",
        description: "Gathers what the customer writes into one GLPI ticket and answers with its number.",
      },
      "glpi-consult-tickets": {
        title: "Consult GLPI tickets",
        description: "Shows customers their tickets in GLPI, and takes what they want to say to the ticket.",
      },
    },
    steps: { name: "Name", configuration: "Configuration", review: "Review" },
    groups: {
      connection: "Access to GLPI",
      general: "General",
      gathering: "What becomes a ticket",
      afterTicket: "After the ticket",
      changes: "Keeping the customer posted",
      files: "Files",
      silence: "When the customer does not answer",
      requester: "Who opens the ticket",
      ticket: "Ticket",
      list: "List of tickets",
      texts: "Texts to the customer",
    },
    fields: {
      name: {
        label: "Name of the integration",
        help: "How this integration is shown in Whazing.",
        placeholder: "GLPI Support",
      },
      url: {
        label: "Integration URL",
        help: "The address of GLPI's API, in Setup → General → API. It ends in /apirest.php (on GLPI 11 it may also end in /api.php/v1).",
        placeholder: "https://support.acme.example/glpi/apirest.php",
      },
      appToken: {
        label: "APP TOKEN",
        help: "The application token, in GLPI under Setup → General → API → API clients.",
      },
      userToken: {
        label: "USER TOKEN",
        help: "The API token of a GLPI user made for the integration alone: in Administration → Users, at the end of the user's page.",
      },
      locale: {
        label: "Language",
        help: "The language of the default texts, of ticket statuses and of notes about the configuration.",
      },
      timeZone: {
        label: "Time zone",
        help: "The zone of hours, dates and greetings in texts.",
        placeholder: "America/Sao_Paulo",
      },
      countryCode: {
        label: "Country code",
        help: "The calling code of telephones that GLPI holds without one. Brazil: 55.",
        placeholder: "55",
      },
      errorQueueId: {
        label: "Queue on error",
        help: "The id of the queue where the conversation goes when GLPI fails. Never use a queue that has this same integration. Empty: the conversation stays where it is.",
      },
      sendButtons: {
        label: "Send buttons",
        help: "Example: the customer taps “Add something” instead of writing 1. Switch it on only if the channel has buttons: on one without them the message does not arrive.",
      },
      messageIntervalMs: {
        label: "Interval (ms) between messages",
        help: "How long, in milliseconds, without a new message from the customer until the ticket is opened. What comes before that goes into the same ticket. Recommended: 15000 (15 seconds).",
      },
      maxWaitMs: {
        label: "Longest wait (ms)",
        help: "The longest time, in milliseconds, from when the customer began to say what is wrong until the ticket is opened, even if they go on writing. It cannot be shorter than the interval between messages. Empty: 120000 (2 minutes), or the interval, if that is longer.",
      },
      needsDescription: {
        label: "Wait for the problem to be described",
        help: "Example: the customer writes “Hi”, and then “the printer stopped”. On: the ticket is opened only with “the printer stopped”; “Hi”, “2”, “thanks” or 👍 wait for it and go into the ticket with it. Off: any message opens the ticket.",
      },
      ignoredTexts: {
        label: "Messages that say nothing",
        help: "Example: if your bot's menu has the button “Open ticket”, write Open ticket here. One message per line. Whoever writes only that has not said yet what is wrong; capitals and accents do not matter.",
        placeholder: "Open ticket",
      },
      maxTicketsPerHour: {
        label: "Most tickets in an hour",
        help: "Example: with 4, what the same contact writes after the fourth ticket in an hour goes into their last one. So a contact with an automatic reply does not open hundreds of tickets.",
      },
      afterTicket: {
        label: "What the customer writes afterwards",
        help: "Example: the ticket is open and the customer sends a photo. As a follow-up, the photo goes into the same ticket.",
      },
      courtesyFollowUps: {
        label: "Keep thanks too",
        help: "Example: after the ticket, the customer writes only “thanks” or 👍. On: that goes into the ticket too. Off: it does not.",
      },
      lateEdits: {
        label: "Messages edited or deleted afterwards",
        help: "Example: the customer corrects the address in a message that is in the ticket already. With the note, the technician sees the correction in the ticket, and the customer does not see the note.",
      },
      hoursBetweenTickets: {
        label: "Ask about the earlier ticket (hours)",
        help: "Example: with 24, whoever opened a ticket less than 24 hours ago and begins another conversation is asked whether it is about that one, if it is not closed yet. 0: never asks.",
      },
      afterCreated: {
        label: "The conversation after the ticket",
        help: "What becomes of the conversation once the customer has the ticket's number. Example: if it is closed, what the customer writes afterwards begins another conversation.",
      },
      afterCreatedQueueId: {
        label: "Queue after the ticket",
        help: "The id of the queue where the conversation goes after the ticket. Example: 12. Needed only if it goes to another queue. Never use a queue that has this same integration.",
      },
      tellChanges: {
        label: "Tell the customer what happens in GLPI",
        help: "Example: the technician answers in GLPI, and the customer reads the answer on WhatsApp. This goes for public answers, solutions and the statuses chosen below; private notes and tasks are never sent.",
      },
      tellAbout: {
        label: "About which tickets",
        help: "Example: with “all”, who has opened a ticket here also hears of those that were opened for them by e-mail or telephone.",
      },
      tellStatuses: {
        label: "Statuses that are told",
        help: "Besides answers and solutions, which are always sent. Example: with “waiting for the customer”, they know that the team waits for them.",
      },
      technicianName: {
        label: "Name of who answered",
        help: "Example: with the first name, the customer reads “Ana answered in ticket 1234”; without a name, “Our team answered in ticket 1234”.",
      },
      changesEverySeconds: {
        label: "Ask GLPI every (seconds)",
        help: "Example: with 60, an answer reaches the customer within a minute, by one request a minute to GLPI.",
      },
      tellForHours: {
        label: "Keep trying for (hours)",
        help: "Example: with 48, what could not be sent is tried again for two days.",
      },
      windowHours: {
        label: "WhatsApp's window (hours)",
        help: "With WhatsApp's official API customers can be written to for 24 hours after their last message only. 0: the channel has no window, such as WhatsApp by QR code.",
      },
      remindInWindow: {
        label: "Remind before the window closes",
        help: "Example: the team waits for an answer, and an hour before the window closes the customer is reminded, once.",
      },
      stopWord: {
        label: "Word that stops the messages",
        help: "Example: with STOP, who writes only this word gets no more messages about their tickets, until they write it again or open another ticket. Empty: nobody can stop them.",
        placeholder: "STOP",
      },
      noAnswerMinutes: {
        label: "Minutes without an answer",
        help: "Example: with 30, whoever does not say within 30 minutes what is happening is sent the text for no answer. 0: waits without end and sends nothing.",
      },
      noAnswerAction: {
        label: "What to do without an answer",
        help: "What becomes of the conversation after the text for no answer. Example: it goes to another queue, where a person talks to the customer.",
      },
      noAnswerQueueId: {
        label: "Queue without an answer",
        help: "The id of the queue where the conversation goes without an answer. Example: 12. Needed only if it goes to another queue. Never use a queue that has this same integration.",
      },
      includeGroups: {
        label: "Serve groups",
        help: "On: group conversations open tickets too. Off: they are ignored.",
      },
      personField: {
        label: "Extra field with the person's number",
        help: "Example: if the bot keeps the person's number in the contact's extra field CPF, write CPF here. Who is not found by telephone is looked for in GLPI by the user's administrative number. Name only a field that you check: somebody else's number would lead to that person's tickets.",
        placeholder: "CPF",
      },
      companyField: {
        label: "Extra field with the company's number",
        help: "Example: if the bot keeps the company's number in the contact's extra field CNPJ, write CNPJ here. Who is not in GLPI yet is created in the entity that has this administrative number. The API's profile must be allowed to read entities.",
        placeholder: "CNPJ",
      },
      askWhenAmbiguous: {
        label: "Ask for the company when in doubt",
        help: "Example: two GLPI users have the same telephone, one of ACME and one of Globex. On: the customer is asked for which company the ticket is, and the answer is kept. Off: the active user that was created first is taken.",
      },
      createRequester: {
        label: "Add people who are not in GLPI",
        help: "On: whoever is found neither by telephone nor by e-mail is added to GLPI. Off: the ticket is opened for the fallback requester; without one, the conversation goes to the error queue.",
      },
      newRequesterEntityId: {
        label: "Entity of new users (id)",
        help: "The id of the GLPI entity (company) that new users are added to. 0 is the root entity.",
      },
      newRequesterProfileId: {
        label: "Profile of new users (id)",
        help: "The id of the GLPI profile that new users are given. 1 is Self-Service in a freshly installed GLPI.",
      },
      fallbackRequesterId: {
        label: "Fallback requester (id)",
        help: "The id of the GLPI user the ticket is opened for when the contact is neither found nor added.",
      },
      fallbackEntityId: {
        label: "Fallback entity (id)",
        help: "The id of the GLPI entity (company) for tickets of people who have none. 0 is the root entity.",
      },
      trustContactEmail: {
        label: "Trust the contact's e-mail",
        help: "On: whoever is not found by telephone is looked for by the contact's e-mail. Switch it off if customers type that e-mail themselves, for another person's e-mail would lead to that person's tickets.",
      },
      matchWithoutAreaCode: {
        label: "Accept telephones without area code",
        help: "On: if no other telephone fits, one that GLPI holds without area code (98765-4321) will do. It may mix up people of different cities.",
      },
      maxFileMb: {
        label: "Largest file (MB)",
        help: "Example: with 20, a video of 30 MB does not go into the ticket, and the customer is told. GLPI's own limit holds too (2 MB out of the box, in Setup > General > Management).",
      },
      allowMediaFrom: {
        label: "Servers of files",
        help: "Where files may be fetched from, one server a line. Example: files.example.com, or *.example.com for all of a domain. Empty: only what the system itself hands over.",
        placeholder: "files.example.com",
      },
      renameRefused: {
        label: "Give another name to what GLPI refuses",
        help: "Example: a stock GLPI refuses audio.opus and takes audio.ogg, which is the same audio. On: it goes in as audio.ogg. What the file is never changes.",
      },
      ticketType: { label: "Ticket type", help: "The type with which tickets are opened in GLPI." },
      categoryId: { label: "Category (id)", help: "The id of the GLPI category of tickets. Empty: no category." },
      askCategory: {
        label: "Ask the customer for the category",
        help: "Example: before the ticket is opened, the customer chooses among GLPI's categories that are visible in the simplified interface, of their company: up to 9, by name, and the last choice is “something else”. Who does not choose gets the Category (id). The API's profile must be allowed to read categories (itilcategory 1).",
      },
      urgency: { label: "Urgency", help: "The urgency of tickets. Empty: GLPI decides." },
      requestSourceId: {
        label: "Request source (id)",
        help: "The id of the request source in GLPI (for example a WhatsApp source). Empty: GLPI decides.",
      },
      locationId: { label: "Location (id)", help: "The id of the GLPI location of tickets. Empty: no location." },
      askLocation: {
        label: "Ask the customer for the location",
        help: "The same with GLPI's locations of the customer's company, after the category. Who does not choose gets the Location (id). The API's profile must be allowed to read locations (location 1).",
      },
      assignedGroupId: {
        label: "Assigned group (id)",
        help: "The id of the technicians' group in GLPI that is given the tickets. Empty: none.",
      },
      titleTemplate: {
        label: "Ticket title",
        help: "The title of tickets. {{firstWords}} are the customer's first words. GLPI keeps up to 255 characters.",
      },
      askDescriptionText: {
        label: "Text that asks for a description",
        help: "Sent when the conversation arrives in the queue and the customer has not said yet what is happening: for example, wrote only “2” or “Hi”. Empty: the default text of the language.",
      },
      ticketCreatedText: {
        label: "Text about the new ticket",
        help: "Sent when the ticket is opened. {{ticketNumber}}, {{ticketTitle}} and {{ticketUrl}} are its number, title and address. What is between {{#canAdd}} and {{/canAdd}} is sent only if what the customer writes next goes into the same ticket. Empty: the default text of the language.",
      },
      followUpAddedText: {
        label: "Text for an added message",
        help: "Sent when what the customer wrote afterwards goes into the ticket, at most once in 10 minutes. Unlike the other texts: if you delete it, nothing is sent; as long as you leave it alone, the default text of the language applies.",
      },
      ticketReopenedText: {
        label: "Text for a reopened ticket",
        help: "Sent when the customer writes about a ticket that was solved and it is reopened. Empty: the default text of the language.",
      },
      openTicketText: {
        label: "Text that asks about the earlier ticket",
        help: "Sent when the customer has a recent open ticket. What is between {{#tickets}} and {{/tickets}} is repeated for each (up to 3); the customer answers with its {{position}}, or with {{another}} for “another problem”. {{several}} says whether there are several. Empty: the default text of the language.",
      },
      askCompanyText: {
        label: "Text that asks for the company",
        help: "Sent when people of several companies have the customer's telephone, if the question is on. What is between {{#companies}} and {{/companies}} is repeated for each company; the customer answers with its {{position}} or name. {{total}} is how many there are. Empty: the default text of the language.",
      },
      filesFailedText: {
        label: "Text for files that did not get in",
        help: "Sent once when a file did not get into the ticket. What is between {{#files}} and {{/files}} is repeated for each, with its {{name}} and the {{reason}}. Empty: the language's own text.",
      },
      askCategoryText: {
        label: "Text that asks for the category",
        help: "Sent before the ticket is opened, if the question is on. What is between {{#categories}} and {{/categories}} is repeated for each category; the customer answers with its {{position}} or name, or with {{other}} for “something else”. If there are others below the chosen one, it is asked once more, with its name in {{within}}. Empty: the default text of the language.",
      },
      askLocationText: {
        label: "Text that asks for the location",
        help: "Sent before the ticket is opened, if the question is on. What is between {{#locations}} and {{/locations}} is repeated for each location; the customer answers with its {{position}} or name, or with {{other}} for “somewhere else”. If there are others below the chosen one, it is asked once more, with its name in {{within}}. Empty: the default text of the language.",
      },
      answerText: {
        label: "Text of an answer",
        help: "Sent when the team answers in the ticket. {{answer}} is the answer and {{technician}} who wrote it. Empty: the language's default text.",
      },
      solutionText: {
        label: "Text of a solution",
        help: "Sent when the ticket is solved. {{solution}} is the solution; below it we ask whether it helped. Empty: the language's default text.",
      },
      statusText: {
        label: "Text of a status",
        help: "Sent when the ticket gets one of the chosen statuses. {{status}} says which. Empty: the language's default text.",
      },
      closedText: {
        label: "Text of a closed ticket",
        help: "Sent when the ticket is closed, if that status is chosen. Empty: the language's default text.",
      },
      ratingText: {
        label: "Text that asks for a rating",
        help: "Example: From 1 to 5, how did we do with ticket {{ticketNumber}}? Sent when the ticket is closed; the answer goes into GLPI's satisfaction survey. Empty: we do not ask.",
      },
      reminderText: {
        label: "Text of the reminder",
        help: "Sent an hour before the window closes, if the reminder is on. Empty: the language's default text.",
      },
      noAnswerText: {
        label: "Text for no answer",
        help: "Sent after the minutes without an answer, if they are not 0. Empty: the default text of the language.",
      },
      ticketDelayedText: {
        label: "Text about a late ticket",
        help: "Sent once, when GLPI does not answer and the ticket will take longer. Its number follows. Empty: the default text of the language.",
      },
      ticketStatuses: { label: "Statuses", help: "Which of the customer's tickets are shown." },
      solvedDays: {
        label: "Solved for at most (days)",
        help: "Example: with 30, a solved ticket stays in the list for 30 days after its last change. Only where the list includes solved tickets. 0: always.",
      },
      createIntegrationId: {
        label: "Integration that opens tickets",
        help: "Id of an integration that creates tickets. Example: 7. If the customer tells of a new problem while looking up tickets, we ask whether to open one with it. Empty: only the error queue is offered, if there is one.",
      },
      maxTickets: {
        label: "Most tickets",
        help: "How many tickets are shown at most. Those that changed last come first.",
      },
      openTicketsText: {
        label: "Text with the list of tickets",
        help: "Sent with the customer's tickets. What is between {{#tickets}} and {{/tickets}} is repeated for each ticket; {{total}}, {{shown}} and {{more}} are how many there are, are shown and are left out. Empty: the default text of the language.",
      },
      noTicketsText: {
        label: "Text without tickets",
        help: "Sent when the customer has no ticket to show. Empty: the default text of the language.",
      },
      ticketDetailText: {
        label: "Text of one ticket",
        help: "Sent when the customer chooses a ticket. {{solution}} is the solution, {{answer}} the team's last answer; {{entity}} is there only for who has tickets in several companies. What the customer can do follows below it. Empty: the language's default text.",
      },
      ambiguousText: {
        label: "Text for several people",
        help: "Sent to who asks for their tickets when several GLPI users have the telephone: nobody's tickets are shown. Empty: the default text of the language.",
      },
      failureText: {
        label: "Text on error",
        help: "Sent to the customer when GLPI fails. Empty: the default text of the language.",
      },
    },
    choices: {
      locale: { "pt-BR": "Português (Brasil)", es: "Español", en: "English" },
      afterTicket: {
        followUp: "Goes into the same ticket, as a follow-up",
        newTicket: "Opens another ticket",
        ignore: "Does not go to GLPI",
      },
      tellAbout: { ours: "Those opened by this integration", all: "All tickets of the person" },
      tellStatuses: {
        assigned: "Being worked on",
        planned: "Planned",
        pending: "Waiting for the customer",
        due: "Time to solve",
        solved: "Solved",
        closed: "Closed",
      },
      technicianName: { first: "First name only", full: "Full name", none: "No name" },
      lateEdits: {
        warn: "Only a warning in the system's log",
        note: "A private note in the ticket, for the technician",
      },
      afterCreated: { stay: "Stays in the queue", transfer: "Goes to another queue", close: "Is closed" },
      noAnswerAction: { none: "Go on waiting", transfer: "Transfer to another queue", close: "Close" },
      ticketType: { incident: "Incident", request: "Request" },
      urgency: { 1: "Very low", 2: "Low", 3: "Medium", 4: "High", 5: "Very high" },
      ticketStatuses: { notSolved: "Not solved", notClosed: "Not closed (solved ones included)" },
    },
    shortIntervalAdvice:
      "Below 15000 ms (15 seconds), messages that the customer sends bit by bit may become several tickets.",
  },
  configuration: {
    aboutField: "{{label}} ({{key}}): {{message}}",
    notAnObject: "The configuration of the integration must be an object with the fields of the form.",
    unknownType: "Type of the integration (type): use one of these: {{types}}.",
    unknownKeys:
      "The configuration has fields that this integration does not know: {{keys}}. Delete them or mend their names.",
    required: "fill in this field.",
    notText: "must be a text.",
    notWholeNumber: "must be a whole number, in digits only.",
    notSwitch: "must be true (on) or false (off).",
    notQueueId: "must be the id of a queue: a positive whole number or a text.",
    notChoice: "use one of these values: {{choices}}.",
    tooLong: "has too many characters. Use {{maximum}} at most.",
    tooSmall: "the value is too low. Use {{minimum}} or more.",
    tooBig: "the value is too high. Use {{maximum}} or less.",
    tokenCharacters:
      "the token can only have plain letters, digits and common signs, without spaces. Copy it from GLPI again.",
    unknownTimeZone: "this time zone does not exist. Use a name like America/Sao_Paulo or America/New_York.",
    unknownCountryCode: "this country code does not exist. Use only the digits of the calling code, like 55.",
    waitShorterThanInterval:
      "cannot be shorter than the interval between messages. Use {{minimum}} or more, or leave it empty.",
    queueNeeded: "give the queue where the conversation is to go.",
    notLines: "must be a text, with one message per line, or a list of texts.",
    tooManyLines: "has too many lines. Use {{maximum}} at most.",
    noServer: "“{{host}}” is not the name of a server. Write one a line, such as files.example.com or *.example.com.",
    lineTooLong: "one of the lines has too many characters. Use {{maximum}} at most in each.",
    tagNotClosed: "{{=<% %>=}}the tag opened with {{ in line <% line %>, column <% column %>, is not closed with }}.",
    sectionNotClosed:
      "{{=<% %>=}}the section {{#<% section %>}} is opened and not closed. Put {{/<% section %>}} at its end.",
    sectionNotOpened:
      "{{=<% %>=}}in line <% line %>, column <% column %>, there is {{/<% section %>}} without its opening. Put {{#<% section %>}} before it or delete that tag.",
    templateUnreadable: "{{=<% %>=}}the text cannot be read. Use only tags like {{name}}.",
    notStopWord:
      "must be a word of at least two letters that customers write for nothing else (not YES, HELLO or EXIT). Use STOP, for example.",
    urlUnreadable: `this is not an address. ${mendUrl}`,
    urlWithoutScheme: `the address must begin with https:// (or http://). ${mendUrl}`,
    urlOtherScheme: `the address can only begin with https:// or http://. ${mendUrl}`,
    urlWithCredentials: `the address cannot have a user and a password; access is by the tokens. ${mendUrl}`,
    urlWithQuery: `the address cannot have anything after ? or #. ${mendUrl}`,
    urlOtherPath: `the address must end in /apirest.php. ${mendUrl}`,
    urlNotPublic: "the address must be public: this one leads into Whazing's own network.",
  },
};
