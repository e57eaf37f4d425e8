import type { LocaleWords } from "./locale.js";

const hello = "Hello{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Sorry{{#firstName}}, {{firstName}}{{/firstName}}!";

const noAnswerText = "As we had no answer, we will pause here. Whenever you want to go on, just write. 👋";

const notIn = `This did not get into ticket {{ticketNumber}}:
{{#files}}
• {{name}}: {{reason}}
{{/files}}
{{#more}}
• … and {{more}} more
{{/more}}

All else that you sent is there.`;

const notHad = { why: "could not be fetched", advice: "please send it again" };

export const en: LocaleWords = {
  texts: {
    "glpi-create-ticket": {
      filesFailedText: notIn,
      askDescriptionText: `${hello} Tell us what is happening, with as much detail as you can. You can write several messages: we put them together in one ticket. 📝`,
      ticketCreatedText:
        "Done{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Your ticket is open.\n\n*Number:* {{ticketNumber}}\n*Subject:* {{ticketTitle}}\n\nKeep this number to follow it up. Our team already has your request.{{#canAdd}} If you want to add something, just write it here.{{/canAdd}}",
      followUpAddedText: "Added to ticket {{ticketNumber}}. ✍️",
      ticketReopenedText: "We reopened ticket {{ticketNumber}}. Our team will look at it again. 🔄",
      openTicketText: `${hello} {{^several}}Is it about this ticket?{{/several}}{{#several}}Is it about one of these tickets?{{/several}}

{{#tickets}}
*{{position}}* – Yes, ticket {{number}}: {{title}}
{{/tickets}}
*{{another}}* – No, it is another problem

Answer with a number from 1 to {{another}}.`,
      askCompanyText: `${hello} Which company is this ticket for?

{{#companies}}
*{{position}}* – {{name}}
{{/companies}}

Answer with a number from 1 to {{total}}.`,
      askCategoryText: `{{^within}}${hello} What is your ticket about?{{/within}}{{#within}}*{{within}}*: about what exactly?{{/within}}

{{#categories}}
*{{position}}* – {{name}}
{{/categories}}
*{{other}}* – Something else

Answer with a number from 1 to {{other}}.`,
      askLocationText: `{{^within}}${hello} Where is it?{{/within}}{{#within}}*{{within}}*: in which part?{{/within}}

{{#locations}}
*{{position}}* – {{name}}
{{/locations}}
*{{other}}* – Somewhere else

Answer with a number from 1 to {{other}}.`,
      answerText: `{{#technician}}*{{technician}}* answered{{/technician}}{{^technician}}Our team answered{{/technician}} in ticket {{ticketNumber}} 💬

{{answer}}`,
      solutionText: `Ticket {{ticketNumber}} was solved{{#technician}} by *{{technician}}*{{/technician}} ✅

{{solution}}`,
      statusText: `Ticket {{ticketNumber}}: {{status}}. ℹ️`,
      closedText: `Ticket {{ticketNumber}} was closed. If you need anything else, just write. 👋`,
      reminderText: `${hello} We are still waiting for your answer in ticket {{ticketNumber}}. You can write here. ⏳`,
      noAnswerText,
      ticketDelayedText: `${hello} We have your request, but the ticket system is slow to answer. As soon as the ticket is open, we send you its number here. 📝`,
      failureText: `${sorry} We could not open your ticket right now. What you wrote is kept, and our team will carry on from here.`,
    },
    "glpi-consult-tickets": {
      filesFailedText: notIn,
      openTicketsText: `${hello} These are your tickets ({{total}}):{{#tickets}}

*{{position}}* – {{title}} (no. {{number}})
Status: {{status}}{{#solved}} ✅{{/solved}}
Opened: {{openedAt}}
Last update: {{updatedAt}}{{/tickets}}{{#more}}

These are the ones that changed last. Besides them, there are {{more}} more.{{/more}}`,
      ambiguousText: `${hello} More than one person is registered with your contact, so for safety we cannot show tickets here. Please ask our team. 🔎`,
      noTicketsText: `${hello} You have no open tickets at the moment. 😊`,
      ticketDetailText: `*Ticket {{number}}* – {{title}}

Status: {{status}}
Opened: {{openedAt}}
Last update: {{updatedAt}}{{#entity}}
Company: {{entity}}{{/entity}}{{#category}}
Category: {{category}}{{/category}}{{#technician}}
Technician: {{technician}}{{/technician}}{{#solution}}

*Solution:*
{{solution}}{{/solution}}{{#answer}}

*Last answer:*
{{answer}}{{/answer}}`,
      noAnswerText,
      failureText: `${sorry} We could not look up your tickets right now. Please try again in a few minutes.`,
    },
  },
  greetings: { morning: "Good morning", afternoon: "Good afternoon", evening: "Good evening" },
  consultation: {
    listChoices: "To see a ticket, answer with its number.{{#more}} *more* shows others.{{/more}} *exit* ends.",
    detailChoices:
      "{{#canAdd}}*1* – Add something\n{{/canAdd}}{{#solved}}*2* – Approve the solution\n*3* – It is not solved\n{{/solved}}*0* – Back to the list\n*exit* – End",
    writeMore:
      "What do you want to add to ticket {{number}}? Write it, or send photos and files. ✍️\n\n*0* goes back to the list, *exit* ends.",
    whyNotSolved:
      "What is not solved yet in ticket {{number}}? Tell us in your own words. ✍️\n\n*0* goes back to the list, *exit* ends.",
    wordsChoices:
      "{{#ticket}}What you wrote is in no ticket yet. What shall we do?{{/ticket}}{{^ticket}}Do you want to talk to our team about it?{{/ticket}}\n\n{{#choices}}\n*{{position}}* – {{title}}\n{{/choices}}\n*0* – Back to the list",
    unclear: "Sorry, we did not understand. 🤔",
    notFound: "We did not find ticket {{number}} among yours.",
    added:
      "Added to ticket {{number}}. ✍️ If you want to add more, just write.\n\n*0* goes back to the list, *exit* ends.",
    approved: "Thank you! Ticket {{number}} is closed. ✅",
    notApproved: "We noted in ticket {{number}} that it is solved. It is not closed yet: our team will see to it.",
    reopened: "We reopened ticket {{number}}. Our team will look at it again. 🔄",
    notReopened:
      "We noted in ticket {{number}} that it is not solved yet. It is not open again yet: our team will see to it.",
    statusIs: "Ticket {{number}} is now: {{status}}.",
    toTeam: "We are calling our team. One moment, please. 🙋",
    ended: "See you soon! 👋",
  },
  changes: {
    askVerdict: "Did this solve the problem? Please answer:\n*1* – Yes, it did\n*2* – Not yet",
    noText: "Marked as solved by our team.",
    statuses: {
      assigned: "our team is taking care of it",
      planned: "the work has been scheduled{{#date}} for {{date}}{{/date}}",
      pending: "we are waiting for an answer from you",
      due: "it is due to be solved by {{date}}",
      solved: "is solved",
    },
    said: {
      approved: "Thank you! Ticket {{number}} is closed. ✅",
      notApproved: "Thank you! We noted in ticket {{number}} that it is solved. Our team will close it.",
      notReopened: "We noted in ticket {{number}} that it is not solved yet. Our team will look at it again.",
      askWhy: "What does not work yet? Tell us in your own words, or send a picture. ✍️",
      alreadyClosed: "Ticket {{number}} is closed already. If you need anything else, just write. 👋",
      statusNow: "Ticket {{number}} is now: {{status}}.",
      ratingThanks: "Thank you for your rating! ⭐",
      stopped:
        "All right, we will send no more news of your tickets here. 🔕 To hear again, write *{{word}}* once more, or open a new ticket.",
      resumed: "Done, you will hear of your tickets here again. 🔔 To stop, write *{{word}}*.",
    },
  },
  choices: {
    solved: "Yes, it did",
    add: "Add something",
    approve: "Approve the solution",
    reopen: "It is not solved",
    list: "Back to the list",
    more: "See more",
    end: "End",
    open: "Open a ticket",
    team: "Talk to the team",
    another: "Another problem",
    otherCategory: "Something else",
    otherLocation: "Somewhere else",
    button: "See options",
    prompt: "Choose one:",
  },
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
    seeAlso: "See also ticket",
    editedNote: "The customer edited a message that is in this ticket already. It now says:",
    deletedNote: "The customer deleted a message that is in this ticket already.",
    approvedNote: "The customer approved the solution.",
    notSolvedNote: "The customer answered that the problem is not solved yet.",
    ratingNote: "Rating by the customer: {{score}} of 5",
    textCut: "(The text is longer than 64 kB and was cut here.)",
    filesMissing: "Files that the customer sent and that did not get into the ticket:",
  },
  fileProblems: {
    tooLarge: { why: "is too large", advice: "send a smaller one, or a link" },
    typeRefused: { why: "the system does not take files of this kind", advice: "send it as a PDF or a photo" },
    empty: { why: "came empty", advice: "send it again" },
    gone: notHad,
    notAllowed: notHad,
    unreachable: notHad,
    noFile: notHad,
    refused: { why: "the system did not take the file", advice: "our team can help here" },
    ticketGone: notHad,
  },
  media: {
    image: "Image",
    video: "Video",
    audio: "Audio",
    voice: "Voice message",
    document: "Document",
    location: "Location",
    contactCard: "Contact card",
    sticker: "Sticker",
    file: "File",
  },
};
