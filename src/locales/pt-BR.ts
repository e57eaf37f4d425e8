import type { LocaleWords } from "./locale.js";

const hello = "Olá{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Desculpe{{#firstName}}, {{firstName}}{{/firstName}}!";

const noAnswerText =
  "Como não tivemos resposta, vamos fazer uma pausa por aqui. Quando quiser continuar, é só escrever. 👋";

const notIn = `Isto não entrou no chamado {{ticketNumber}}:
{{#files}}
• {{name}}: {{reason}}
{{/files}}
{{#more}}
• … e mais {{more}}
{{/more}}

O resto do que você mandou está lá.`;

const notHad = { why: "não conseguimos baixar", advice: "mande de novo, por favor" };

export const ptBR: LocaleWords = {
  texts: {
    "glpi-create-ticket": {
      filesFailedText: notIn,
      askDescriptionText: `${hello} Conte o que está acontecendo, com o máximo de detalhes que puder. Pode escrever em várias mensagens: juntamos tudo em um só chamado. 📝`,
      ticketCreatedText:
        "Pronto{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Seu chamado foi aberto.\n\n*Número:* {{ticketNumber}}\n*Assunto:* {{ticketTitle}}\n\nGuarde esse número para acompanhar. Nossa equipe já recebeu o seu pedido.{{#canAdd}} Se quiser acrescentar algo, é só escrever aqui.{{/canAdd}}",
      followUpAddedText: "Anotado no chamado {{ticketNumber}}. ✍️",
      ticketReopenedText: "Reabrimos o chamado {{ticketNumber}}. Nossa equipe vai olhar de novo. 🔄",
      openTicketText: `${hello} {{^several}}É sobre este chamado?{{/several}}{{#several}}É sobre um destes chamados?{{/several}}

{{#tickets}}
*{{position}}* – Sim, o chamado {{number}}: {{title}}
{{/tickets}}
*{{another}}* – Não, é outro problema

Responda com um número de 1 a {{another}}.`,
      askCompanyText: `${hello} Para qual empresa é este chamado?

{{#companies}}
*{{position}}* – {{name}}
{{/companies}}

Responda com um número de 1 a {{total}}.`,
      askCategoryText: `{{^within}}${hello} Sobre o que é o seu chamado?{{/within}}{{#within}}*{{within}}*: sobre o que exatamente?{{/within}}

{{#categories}}
*{{position}}* – {{name}}
{{/categories}}
*{{other}}* – Outro assunto

Responda com um número de 1 a {{other}}.`,
      askLocationText: `{{^within}}${hello} Onde é?{{/within}}{{#within}}*{{within}}*: em que parte?{{/within}}

{{#locations}}
*{{position}}* – {{name}}
{{/locations}}
*{{other}}* – Outro lugar

Responda com um número de 1 a {{other}}.`,
      answerText: `{{#technician}}*{{technician}}* respondeu{{/technician}}{{^technician}}Nossa equipe respondeu{{/technician}} no chamado {{ticketNumber}} 💬

{{answer}}`,
      solutionText: `O chamado {{ticketNumber}} foi solucionado{{#technician}} por *{{technician}}*{{/technician}} ✅

{{solution}}`,
      statusText: `Chamado {{ticketNumber}}: {{status}}. ℹ️`,
      closedText: `O chamado {{ticketNumber}} foi fechado. Se precisar de algo mais, é só escrever. 👋`,
      reminderText: `${hello} Ainda esperamos uma resposta sua no chamado {{ticketNumber}}. Pode escrever por aqui. ⏳`,
      noAnswerText,
      ticketDelayedText: `${hello} Recebemos o seu pedido, mas o sistema de chamados está demorando a responder. Assim que o chamado for aberto, enviamos o número por aqui. 📝`,
      failureText: `${sorry} Não conseguimos abrir o seu chamado agora. O que você escreveu está guardado e nossa equipe vai continuar o atendimento.`,
    },
    "glpi-consult-tickets": {
      filesFailedText: notIn,
      openTicketsText: `${hello} Estes são os seus chamados ({{total}}):{{#tickets}}

*{{position}}* – {{title}} (nº {{number}})
Situação: {{status}}{{#solved}} ✅{{/solved}}
Aberto em: {{openedAt}}
Última atualização: {{updatedAt}}{{/tickets}}{{#more}}

Estes são os que mudaram por último. Além deles, há mais {{more}}.{{/more}}`,
      ambiguousText: `${hello} Há mais de um cadastro com o seu contato, e por segurança não podemos mostrar os chamados por aqui. Fale com a nossa equipe. 🔎`,
      noTicketsText: `${hello} Você não tem nenhum chamado em aberto no momento. 😊`,
      ticketDetailText: `*Chamado {{number}}* – {{title}}

Situação: {{status}}
Aberto em: {{openedAt}}
Última atualização: {{updatedAt}}{{#entity}}
Empresa: {{entity}}{{/entity}}{{#category}}
Categoria: {{category}}{{/category}}{{#technician}}
Técnico: {{technician}}{{/technician}}{{#solution}}

*Solução:*
{{solution}}{{/solution}}{{#answer}}

*Última resposta:*
{{answer}}{{/answer}}`,
      noAnswerText,
      failureText: `${sorry} Não conseguimos consultar os seus chamados agora. Tente de novo daqui a alguns minutos.`,
    },
  },
  greetings: { morning: "Bom dia", afternoon: "Boa tarde", evening: "Boa noite" },
  consultation: {
    listChoices:
      "Para ver um chamado, responda com o número dele.{{#more}} *mais* mostra outros.{{/more}} *sair* termina.",
    detailChoices:
      "{{#canAdd}}*1* – Acrescentar algo\n{{/canAdd}}{{#solved}}*2* – Aprovar a solução\n*3* – Não foi resolvido\n{{/solved}}*0* – Voltar à lista\n*sair* – Terminar",
    writeMore:
      "O que você quer acrescentar ao chamado {{number}}? Escreva ou envie fotos e arquivos. ✍️\n\n*0* volta à lista, *sair* termina.",
    whyNotSolved:
      "O que ainda não está resolvido no chamado {{number}}? Conte com as suas palavras. ✍️\n\n*0* volta à lista, *sair* termina.",
    wordsChoices:
      "{{#ticket}}O que você escreveu ainda não está em nenhum chamado. O que fazemos?{{/ticket}}{{^ticket}}Quer falar com a nossa equipe sobre isso?{{/ticket}}\n\n{{#choices}}\n*{{position}}* – {{title}}\n{{/choices}}\n*0* – Voltar à lista",
    unclear: "Desculpe, não entendi. 🤔",
    notFound: "Não encontramos o chamado {{number}} entre os seus.",
    added:
      "Acrescentamos ao chamado {{number}}. ✍️ Se quiser acrescentar mais, é só escrever.\n\n*0* volta à lista, *sair* termina.",
    approved: "Obrigado! O chamado {{number}} está fechado. ✅",
    notApproved:
      "Registramos no chamado {{number}} que está resolvido. Ele ainda não foi fechado: nossa equipe vai cuidar disso.",
    reopened: "Reabrimos o chamado {{number}}. Nossa equipe vai olhar de novo. 🔄",
    notReopened:
      "Registramos no chamado {{number}} que ainda não está resolvido. Ele ainda não foi reaberto: nossa equipe vai cuidar disso.",
    statusIs: "O chamado {{number}} está agora: {{status}}.",
    toTeam: "Vamos chamar a nossa equipe. Aguarde um momento. 🙋",
    ended: "Até logo! 👋",
  },
  changes: {
    askVerdict: "Resolveu o problema? Responda:\n*1* – Sim, resolveu\n*2* – Ainda não",
    noText: "Marcado como resolvido pela nossa equipe.",
    statuses: {
      assigned: "nossa equipe já está cuidando dele",
      planned: "o atendimento foi agendado{{#date}} para {{date}}{{/date}}",
      pending: "estamos esperando uma resposta sua",
      due: "o prazo da solução é {{date}}",
      solved: "está resolvido",
    },
    said: {
      approved: "Obrigado! O chamado {{number}} está fechado. ✅",
      notApproved: "Obrigado! Registramos no chamado {{number}} que está resolvido. Nossa equipe vai fechá-lo.",
      notReopened: "Registramos no chamado {{number}} que ainda não está resolvido. Nossa equipe vai olhar de novo.",
      askWhy: "O que ainda não está funcionando? Conte com as suas palavras, ou envie uma foto. ✍️",
      alreadyClosed: "O chamado {{number}} já está fechado. Se precisar de algo mais, é só escrever. 👋",
      statusNow: "O chamado {{number}} está agora: {{status}}.",
      ratingThanks: "Obrigado pela sua avaliação! ⭐",
      stopped:
        "Tudo bem, não avisamos mais sobre os seus chamados por aqui. 🔕 Para voltar a receber, escreva *{{word}}* de novo ou abra um novo chamado.",
      resumed: "Pronto, voltamos a avisar por aqui sobre os seus chamados. 🔔 Para parar, escreva *{{word}}*.",
    },
  },
  choices: {
    solved: "Sim, resolveu",
    add: "Acrescentar algo",
    approve: "Aprovar a solução",
    reopen: "Não foi resolvido",
    list: "Voltar à lista",
    more: "Ver mais",
    end: "Terminar",
    open: "Abrir um chamado",
    team: "Falar com a equipe",
    another: "Outro problema",
    otherCategory: "Outro assunto",
    otherLocation: "Outro lugar",
    button: "Ver opções",
    prompt: "Escolha uma opção:",
  },
  statuses: {
    new: "Novo",
    assigned: "Em atendimento (atribuído)",
    planned: "Em atendimento (planejado)",
    pending: "Pendente",
    solved: "Solucionado",
    closed: "Fechado",
    approval: "Aprovação",
    other: "Desconhecido",
  },
  ticketContent: {
    contact: "Contato",
    telephone: "Telefone",
    email: "E-mail",
    channel: "Canal",
    protocol: "Protocolo",
    queue: "Fila",
    group: "Grupo",
    seeAlso: "Veja também o chamado",
    editedNote: "O cliente editou uma mensagem que já está neste chamado. Agora ela diz:",
    deletedNote: "O cliente apagou uma mensagem que já está neste chamado.",
    approvedNote: "O cliente aprovou a solução.",
    notSolvedNote: "O cliente respondeu que o problema ainda não está resolvido.",
    ratingNote: "Avaliação do cliente: {{score}} de 5",
    textCut: "(O texto passa de 64 kB e foi cortado aqui.)",
    filesMissing: "Arquivos que o cliente enviou e que não entraram no chamado:",
  },
  fileProblems: {
    tooLarge: { why: "é grande demais", advice: "mande um menor, ou um link" },
    typeRefused: { why: "o sistema não aceita esse tipo de arquivo", advice: "mande em PDF ou como foto" },
    empty: { why: "chegou vazio", advice: "mande de novo" },
    gone: notHad,
    notAllowed: notHad,
    unreachable: notHad,
    noFile: notHad,
    refused: { why: "o sistema não aceitou o arquivo", advice: "nossa equipe pode ajudar por aqui" },
    ticketGone: notHad,
  },
  media: {
    image: "Imagem",
    video: "Vídeo",
    audio: "Áudio",
    voice: "Mensagem de voz",
    document: "Documento",
    location: "Localização",
    contactCard: "Cartão de contato",
    sticker: "Figurinha",
    file: "Arquivo",
  },
};
