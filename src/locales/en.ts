import { enForm } from "../config/words/en.js";
import type { LocaleWords } from "./locale.js";

const hello = "Hello{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Sorry{{#firstName}}, {{firstName}}{{/firstName}}!";
const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Example: https://support.acme.example/glpi/apirest.php.{{/suggestion}}";

export const en: LocaleWords = {
  form: enForm,
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
    tagNotClosed: "{{=<% %>=}}the tag opened with {{ in line <% line %>, column <% column %>, is not closed with }}.",
    sectionNotClosed:
      "{{=<% %>=}}the section {{#<% section %>}} is opened and not closed. Put {{/<% section %>}} at its end.",
    sectionNotOpened:
      "{{=<% %>=}}in line <% line %>, column <% column %>, there is {{/<% section %>}} without its opening. Put {{#<% section %>}} before it or delete that tag.",
    templateUnreadable: "{{=<% %>=}}the text cannot be read. Use only tags like {{name}}.",
    urlUnreadable: `this is not an address. ${mendUrl}`,
    urlWithoutScheme: `the address must begin with https:// (or http://). ${mendUrl}`,
    urlOtherScheme: `the address can only begin with https:// or http://. ${mendUrl}`,
    urlWithCredentials: `the address cannot have a user and a password; access is by the tokens. ${mendUrl}`,
    urlWithQuery: `the address cannot have anything after ? or #. ${mendUrl}`,
    urlOtherPath: `the address must end in /apirest.php. ${mendUrl}`,
  },
  texts: {
    "glpi-create-ticket": {
      askDescriptionText: `${hello} Tell us what is happening, with as much detail as you can. You can write several messages: we put them together in one ticket. 📝`,
      ticketCreatedText:
        "Done{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Your ticket is open.\n\n*Number:* {{ticketNumber}}\n*Subject:* {{ticketTitle}}\n\nKeep this number to follow it up. Our team already has your request.",
      ticketDelayedText: `${hello} We have your request, but the ticket system is slow to answer. As soon as the ticket is open, we send you its number here. 📝`,
      failureText: `${sorry} We could not open your ticket right now. What you wrote is kept, and our team will carry on from here.`,
    },
    "glpi-consult-tickets": {
      openTicketsText: `${hello} These are your tickets ({{total}}):{{#tickets}}

*{{number}}* – {{title}}
Status: {{status}}
Opened: {{openedAt}}
Last update: {{updatedAt}}{{/tickets}}{{#more}}

These are the ones that changed last. Besides them, there are {{more}} more.{{/more}}`,
      noTicketsText: `${hello} You have no open tickets at the moment. 😊`,
      failureText: `${sorry} We could not look up your tickets right now. Please try again in a few minutes.`,
    },
  },
  greetings: { morning: "Good morning", afternoon: "Good afternoon", evening: "Good evening" },
  statuses: {
    new: "New",
    assigned: "Processing (assigned)",
    planned: "Processing (planned)",
    pending: "Pending",
    solved: "Solved",
    closed: "Closed",
    approval: "Approval",
    other: "Unknown",
  },
  ticketContent: {
    contact: "Contact",
    telephone: "Telephone",
    email: "E-mail",
    channel: "Channel",
    protocol: "Protocol",
    queue: "Queue",
    group: "Group",
  },
  media: { image: "Image", video: "Video", audio: "Audio", document: "Document", file: "File" },
};
