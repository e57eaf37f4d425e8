import { ptBRForm } from "../config/words/pt-BR.js";
import type { LocaleWords } from "./locale.js";

const hello = "Olá{{#firstName}}, {{firstName}}{{/firstName}}!";
const sorry = "Desculpe{{#firstName}}, {{firstName}}{{/firstName}}!";
const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Exemplo: https://suporte.acme.example/glpi/apirest.php.{{/suggestion}}";

export const ptBR: LocaleWords = {
  form: ptBRForm,
  configuration: {
    aboutField: "{{label}} ({{key}}): {{message}}",
    notAnObject: "A configuração da integração precisa ser um objeto com os campos do formulário.",
    unknownType: "Tipo da integração (type): use um destes: {{types}}.",
    unknownKeys: "A configuração tem campos que esta integração não conhece: {{keys}}. Apague-os ou corrija os nomes.",
    required: "preencha este campo.",
    notText: "precisa ser um texto.",
    notWholeNumber: "precisa ser um número inteiro, só com algarismos.",
    notSwitch: "precisa ser true (ligado) ou false (desligado).",
    notQueueId: "precisa ser o id de uma fila: um número inteiro positivo ou um texto.",
    notChoice: "use um destes valores: {{choices}}.",
    tooLong: "tem caracteres demais. Use no máximo {{maximum}}.",
    tooSmall: "o valor é baixo demais. Use {{minimum}} ou mais.",
    tooBig: "o valor é alto demais. Use {{maximum}} ou menos.",
    tokenCharacters:
      "o token só pode ter letras sem acento, algarismos e sinais comuns, sem espaços. Copie-o de novo do GLPI.",
    unknownTimeZone: "este fuso horário não existe. Use um nome como America/Sao_Paulo ou America/Manaus.",
    unknownCountryCode: "este código de país não existe. Use só os algarismos do DDI, como 55.",
    waitShorterThanInterval:
      "não pode ser menor que o intervalo entre mensagens. Use {{minimum}} ou mais, ou deixe vazio.",
    tagNotClosed: "{{=<% %>=}}a marca aberta com {{ na linha <% line %>, coluna <% column %>, não foi fechada com }}.",
    sectionNotClosed:
      "{{=<% %>=}}a seção {{#<% section %>}} foi aberta e não foi fechada. Coloque {{/<% section %>}} no fim dela.",
    sectionNotOpened:
      "{{=<% %>=}}na linha <% line %>, coluna <% column %>, há {{/<% section %>}} sem a abertura. Coloque {{#<% section %>}} antes ou apague essa marca.",
    templateUnreadable: "{{=<% %>=}}o texto não pôde ser lido. Use só marcas como {{name}}.",
    urlUnreadable: `isto não é um endereço. ${mendUrl}`,
    urlWithoutScheme: `o endereço precisa começar com https:// (ou http://). ${mendUrl}`,
    urlOtherScheme: `o endereço só pode começar com https:// ou http://. ${mendUrl}`,
    urlWithCredentials: `o endereço não pode ter usuário e senha; o acesso é pelos tokens. ${mendUrl}`,
    urlWithQuery: `o endereço não pode ter nada depois de ? ou #. ${mendUrl}`,
    urlOtherPath: `o endereço precisa terminar em /apirest.php. ${mendUrl}`,
  },
  texts: {
    "glpi-create-ticket": {
      askDescriptionText: `${hello} Conte o que está acontecendo, com o máximo de detalhes que puder. Pode escrever em várias mensagens: juntamos tudo em um só chamado. 📝`,
      ticketCreatedText:
        "Pronto{{#firstName}}, {{firstName}}{{/firstName}}! ✅ Seu chamado foi aberto.\n\n*Número:* {{ticketNumber}}\n*Assunto:* {{ticketTitle}}\n\nGuarde esse número para acompanhar. Nossa equipe já recebeu o seu pedido.",
      ticketDelayedText: `${hello} Recebemos o seu pedido, mas o sistema de chamados está demorando a responder. Assim que o chamado for aberto, enviamos o número por aqui. 📝`,
      failureText: `${sorry} Não conseguimos abrir o seu chamado agora. O que você escreveu está guardado e nossa equipe vai continuar o atendimento.`,
    },
    "glpi-consult-tickets": {
      openTicketsText: `${hello} Estes são os seus chamados ({{total}}):{{#tickets}}

*{{number}}* – {{title}}
Situação: {{status}}
Aberto em: {{openedAt}}
Última atualização: {{updatedAt}}{{/tickets}}{{#more}}

Estes são os que mudaram por último. Além deles, há mais {{more}}.{{/more}}`,
      noTicketsText: `${hello} Você não tem nenhum chamado em aberto no momento. 😊`,
      failureText: `${sorry} Não conseguimos consultar os seus chamados agora. Tente de novo daqui a alguns minutos.`,
    },
  },
  greetings: { morning: "Bom dia", afternoon: "Boa tarde", evening: "Boa noite" },
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
  },
  media: { image: "Imagem", video: "Vídeo", audio: "Áudio", document: "Documento", file: "Arquivo" },
};
