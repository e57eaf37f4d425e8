import type { OperatorWords } from "./operator-words.js";

const mendUrl =
  "{{#suggestion}}Use {{suggestion}}.{{/suggestion}}{{^suggestion}}Exemplo: https://suporte.acme.example/glpi/apirest.php.{{/suggestion}}";

export const ptBR: OperatorWords = {
  form: {
    types: {
      "glpi-create-ticket": {
        title: "Criar Chamado GLPI",
        description: "Junta o que o cliente escreve em um só chamado no GLPI e responde com o número.",
      },
      "glpi-consult-tickets": {
        title: "Consultar Chamado GLPI",
        description: "Mostra ao cliente os chamados dele no GLPI e leva ao chamado o que ele quer dizer.",
      },
    },
    steps: { name: "Nome", configuration: "Configuração", review: "Revisão" },
    groups: {
      connection: "Acesso ao GLPI",
      general: "Geral",
      gathering: "O que vira chamado",
      afterTicket: "Depois do chamado",
      changes: "Avisar o cliente",
      files: "Arquivos",
      silence: "Quando o cliente não responde",
      requester: "Quem abre o chamado",
      ticket: "Chamado",
      list: "Lista de chamados",
      texts: "Textos para o cliente",
    },
    fields: {
      name: {
        label: "Nome da integração",
        help: "Como esta integração aparece no Whazing.",
        placeholder: "GLPI Suporte",
      },
      url: {
        label: "URL da integração",
        help: "Endereço da API do GLPI, em Configurar → Geral → API. Termina em /apirest.php (no GLPI 11 também pode terminar em /api.php/v1).",
        placeholder: "https://suporte.acme.example/glpi/apirest.php",
      },
      appToken: {
        label: "APP TOKEN",
        help: "Token da aplicação, no GLPI em Configurar → Geral → API → Clientes de API.",
      },
      userToken: {
        label: "USER TOKEN",
        help: "Token da API de um usuário do GLPI criado só para a integração: em Administração → Usuários, no fim da página do usuário.",
      },
      locale: {
        label: "Idioma",
        help: "Idioma dos textos padrão, das situações dos chamados e dos avisos de configuração.",
      },
      timeZone: {
        label: "Fuso horário",
        help: "Fuso das horas, datas e saudações nos textos.",
        placeholder: "America/Sao_Paulo",
      },
      countryCode: {
        label: "Código do país",
        help: "DDI dos telefones que estão no GLPI sem ele. Brasil: 55.",
        placeholder: "55",
      },
      errorQueueId: {
        label: "Fila em caso de erro",
        help: "Id da fila para onde o atendimento vai quando o GLPI falha. Nunca use uma fila que tenha esta mesma integração. Vazio: o atendimento fica onde está.",
      },
      sendButtons: {
        label: "Enviar botões",
        help: "Exemplo: o cliente toca em “Acrescentar algo” em vez de escrever 1. Ligue só se o canal tiver botões: num canal sem eles, a mensagem não chega.",
      },
      messageIntervalMs: {
        label: "Intervalo (ms) entre mensagens",
        help: "Tempo, em milissegundos, sem novas mensagens do cliente até o chamado ser aberto. O que chegar antes disso vai para o mesmo chamado. Recomendado: 15000 (15 segundos).",
      },
      maxWaitMs: {
        label: "Espera máxima (ms)",
        help: "Tempo máximo, em milissegundos, desde que o cliente começou a contar o problema até o chamado ser aberto, mesmo que ele continue escrevendo. Não pode ser menor que o intervalo entre mensagens. Vazio: 120000 (2 minutos), ou o intervalo, se ele for maior.",
      },
      needsDescription: {
        label: "Esperar a descrição do problema",
        help: "Exemplo: o cliente escreve “Oi” e depois “a impressora parou”. Ligado: o chamado só é aberto com “a impressora parou”; “Oi”, “2”, “obrigado” ou 👍 esperam por ela e vão junto. Desligado: qualquer mensagem abre o chamado.",
      },
      ignoredTexts: {
        label: "Mensagens que não dizem nada",
        help: "Exemplo: se o menu do seu bot tem o botão “Abrir chamado”, escreva aqui Abrir chamado. Uma mensagem por linha. Quem escreve só isso ainda não contou o problema; maiúsculas e acentos não importam.",
        placeholder: "Abrir chamado",
      },
      maxTicketsPerHour: {
        label: "Máximo de chamados por hora",
        help: "Exemplo: com 4, o que o mesmo contato escrever depois do quarto chamado em uma hora entra no último chamado dele. Assim, um contato com resposta automática não abre centenas de chamados.",
      },
      afterTicket: {
        label: "O que o cliente escreve depois",
        help: "Exemplo: o chamado foi aberto e o cliente manda uma foto. Como acompanhamento, a foto entra no mesmo chamado.",
      },
      courtesyFollowUps: {
        label: "Guardar também os agradecimentos",
        help: "Exemplo: depois do chamado, o cliente escreve só “obrigado” ou 👍. Ligado: isso também entra no chamado. Desligado: não entra.",
      },
      lateEdits: {
        label: "Mensagens editadas ou apagadas depois",
        help: "Exemplo: o cliente corrige o endereço em uma mensagem que já está no chamado. Com a nota, o técnico vê a correção no chamado, e o cliente não vê a nota.",
      },
      hoursBetweenTickets: {
        label: "Perguntar sobre o chamado anterior (horas)",
        help: "Exemplo: com 24, quem abriu um chamado há menos de 24 horas e começa outra conversa é perguntado se é sobre ele, se ele ainda não foi fechado. 0: nunca pergunta.",
      },
      afterCreated: {
        label: "O atendimento depois do chamado",
        help: "O que acontece com o atendimento depois que o cliente recebe o número do chamado. Exemplo: se é encerrado, o que o cliente escrever depois começa outro atendimento.",
      },
      afterCreatedQueueId: {
        label: "Fila depois do chamado",
        help: "Id da fila para onde o atendimento vai depois do chamado. Exemplo: 12. Só é preciso se ele vai para outra fila. Nunca use uma fila que tenha esta mesma integração.",
      },
      tellChanges: {
        label: "Avisar o cliente do que acontece no GLPI",
        help: "Exemplo: o técnico responde no GLPI, e o cliente lê a resposta no WhatsApp. Vale para respostas públicas, soluções e as situações escolhidas abaixo; notas privadas e tarefas nunca são enviadas.",
      },
      tellAbout: {
        label: "De quais chamados",
        help: "Exemplo: com “todos”, quem já abriu um chamado por aqui também é avisado dos que foram abertos para ele por e-mail ou por telefone.",
      },
      tellStatuses: {
        label: "Situações avisadas",
        help: "Além das respostas e soluções, que são sempre enviadas. Exemplo: com “aguardando o cliente”, ele sabe que a equipe espera por ele.",
      },
      technicianName: {
        label: "Nome de quem respondeu",
        help: "Exemplo: com o primeiro nome, o cliente lê “Ana respondeu no chamado 1234”; sem nome, “Nossa equipe respondeu no chamado 1234”.",
      },
      changesEverySeconds: {
        label: "Consultar o GLPI a cada (segundos)",
        help: "Exemplo: com 60, uma resposta chega ao cliente em até um minuto, com uma consulta por minuto ao GLPI.",
      },
      tellForHours: {
        label: "Tentar enviar por (horas)",
        help: "Exemplo: com 48, um aviso que não pôde ser enviado é tentado de novo por dois dias.",
      },
      windowHours: {
        label: "Janela do WhatsApp (horas)",
        help: "Na API oficial do WhatsApp só é possível escrever ao cliente até 24 horas depois da última mensagem dele. 0: o canal não tem janela, como o WhatsApp por QR code.",
      },
      remindInWindow: {
        label: "Lembrar antes de a janela fechar",
        help: "Exemplo: a equipe espera uma resposta, e faltando uma hora para a janela fechar o cliente é lembrado, uma vez.",
      },
      stopWord: {
        label: "Palavra para parar os avisos",
        help: "Exemplo: com PARAR, quem escreve só essa palavra não recebe mais avisos dos seus chamados, até escrevê-la de novo ou abrir outro chamado. Vazio: ninguém pode parar.",
        placeholder: "PARAR",
      },
      noAnswerMinutes: {
        label: "Minutos sem resposta",
        help: "Exemplo: com 30, quem não conta em 30 minutos o que está acontecendo recebe o texto de ausência de resposta. 0: espera sem limite e não envia nada.",
      },
      noAnswerAction: {
        label: "O que fazer sem resposta",
        help: "O que acontece com o atendimento depois do texto de ausência de resposta. Exemplo: vai para outra fila, onde uma pessoa fala com o cliente.",
      },
      noAnswerQueueId: {
        label: "Fila sem resposta",
        help: "Id da fila para onde o atendimento vai sem resposta. Exemplo: 12. Só é preciso se ele vai para outra fila. Nunca use uma fila que tenha esta mesma integração.",
      },
      includeGroups: {
        label: "Atender grupos",
        help: "Ligado: conversas de grupo também abrem chamados. Desligado: são ignoradas.",
      },
      personField: {
        label: "Campo extra com o CPF",
        help: "Exemplo: se o bot guarda o CPF no campo extra CPF do contato, escreva aqui CPF. Quem não for encontrado pelo telefone é procurado no GLPI pelo Número administrativo do usuário. Use só um campo que você confere: o CPF de outra pessoa levaria aos chamados dela.",
        placeholder: "CPF",
      },
      companyField: {
        label: "Campo extra com o CNPJ",
        help: "Exemplo: se o bot guarda o CNPJ no campo extra CNPJ do contato, escreva aqui CNPJ. Quem ainda não está no GLPI é cadastrado na entidade que tem esse Número administrativo. O perfil da API precisa poder ler entidades.",
        placeholder: "CNPJ",
      },
      askWhenAmbiguous: {
        label: "Perguntar a empresa em caso de dúvida",
        help: "Exemplo: o mesmo telefone está em dois usuários do GLPI, um da ACME e um da Globex. Ligado: o cliente é perguntado para qual empresa é o chamado, e a resposta fica guardada. Desligado: vale o usuário ativo cadastrado primeiro.",
      },
      createRequester: {
        label: "Cadastrar quem não está no GLPI",
        help: "Ligado: quem não for encontrado pelo telefone nem pelo e-mail é cadastrado no GLPI. Desligado: o chamado é aberto em nome do requerente alternativo; sem ele, o atendimento vai para a fila de erro.",
      },
      newRequesterEntityId: {
        label: "Entidade dos novos usuários (id)",
        help: "Id da entidade (empresa) do GLPI em que os novos usuários são cadastrados. 0 é a entidade raiz.",
      },
      newRequesterProfileId: {
        label: "Perfil dos novos usuários (id)",
        help: "Id do perfil do GLPI que os novos usuários recebem. 1 é o Self-Service de um GLPI recém-instalado.",
      },
      fallbackRequesterId: {
        label: "Requerente alternativo (id)",
        help: "Id do usuário do GLPI em cujo nome o chamado é aberto quando o contato não é encontrado nem cadastrado.",
      },
      fallbackEntityId: {
        label: "Entidade alternativa (id)",
        help: "Id da entidade (empresa) do GLPI para os chamados de quem não tem nenhuma. 0 é a entidade raiz.",
      },
      trustContactEmail: {
        label: "Confiar no e-mail do contato",
        help: "Ligado: quem não for encontrado pelo telefone é procurado pelo e-mail do contato. Desligue se os próprios clientes digitam esse e-mail, pois um e-mail de outra pessoa levaria aos chamados dela.",
      },
      matchWithoutAreaCode: {
        label: "Aceitar telefones sem DDD",
        help: "Ligado: se nenhum outro telefone servir, vale um que esteja no GLPI sem DDD (98765-4321). Pode confundir pessoas de cidades diferentes.",
      },
      maxFileMb: {
        label: "Tamanho máximo dos arquivos (MB)",
        help: "Exemplo: com 20, um vídeo de 30 MB não entra no chamado, e o cliente é avisado. O limite do próprio GLPI (2 MB de fábrica, em Configurar > Geral > Gestão) vale também.",
      },
      allowMediaFrom: {
        label: "Servidores dos arquivos",
        help: "De onde os arquivos podem ser baixados, um servidor por linha. Exemplo: arquivos.example.com, ou *.example.com para todos de um domínio. Vazio: só o que o próprio sistema entrega.",
        placeholder: "arquivos.example.com",
      },
      renameRefused: {
        label: "Dar outro nome ao que o GLPI recusa",
        help: "Exemplo: o GLPI de fábrica recusa audio.opus e aceita audio.ogg, que é o mesmo áudio. Ligado: ele entra como audio.ogg. Nunca muda o que o arquivo é.",
      },
      ticketType: { label: "Tipo do chamado", help: "Tipo com que os chamados são abertos no GLPI." },
      categoryId: { label: "Categoria (id)", help: "Id da categoria do GLPI para os chamados. Vazio: sem categoria." },
      askCategory: {
        label: "Perguntar a categoria ao cliente",
        help: "Exemplo: antes de abrir o chamado, o cliente escolhe entre as categorias do GLPI visíveis na interface simplificada, da empresa dele: até 9, em ordem alfabética, e a última opção é “outro assunto”. Quem não escolhe fica com a Categoria (id). O perfil da API precisa poder ler categorias (itilcategory 1).",
      },
      urgency: { label: "Urgência", help: "Urgência dos chamados. Vazio: o GLPI decide." },
      requestSourceId: {
        label: "Origem da requisição (id)",
        help: "Id da origem da requisição no GLPI (por exemplo, uma origem WhatsApp). Vazio: o GLPI decide.",
      },
      locationId: {
        label: "Localização (id)",
        help: "Id da localização do GLPI para os chamados. Vazio: sem localização.",
      },
      askLocation: {
        label: "Perguntar a localização ao cliente",
        help: "O mesmo, com as localizações do GLPI da empresa do cliente, depois da categoria. Quem não escolhe fica com a Localização (id). O perfil da API precisa poder ler localizações (location 1).",
      },
      assignedGroupId: {
        label: "Grupo atribuído (id)",
        help: "Id do grupo técnico do GLPI que recebe os chamados. Vazio: nenhum.",
      },
      titleTemplate: {
        label: "Título do chamado",
        help: "Título dos chamados. {{firstWords}} são as primeiras palavras do cliente. O GLPI guarda até 255 caracteres.",
      },
      askDescriptionText: {
        label: "Texto que pede a descrição",
        help: "Enviado quando a conversa chega à fila e o cliente ainda não contou o que está acontecendo: por exemplo, só escreveu “2” ou “Oi”. Vazio: o texto padrão do idioma.",
      },
      ticketCreatedText: {
        label: "Texto de chamado aberto",
        help: "Enviado quando o chamado é aberto. {{ticketNumber}}, {{ticketTitle}} e {{ticketUrl}} são o número, o título e o endereço dele. O trecho entre {{#canAdd}} e {{/canAdd}} só é enviado se o que o cliente escrever depois entra no mesmo chamado. Vazio: o texto padrão do idioma.",
      },
      followUpAddedText: {
        label: "Texto de mensagem acrescentada",
        help: "Enviado quando o que o cliente escreveu depois entra no chamado, no máximo uma vez a cada 10 minutos. Diferente dos outros textos: se você o apagar, nada é enviado; enquanto não mexer nele, vale o texto padrão do idioma.",
      },
      ticketReopenedText: {
        label: "Texto de chamado reaberto",
        help: "Enviado quando o cliente escreve sobre um chamado já solucionado e ele é reaberto. Vazio: o texto padrão do idioma.",
      },
      openTicketText: {
        label: "Texto que pergunta pelo chamado anterior",
        help: "Enviado quando o cliente tem um chamado recente em aberto. O trecho entre {{#tickets}} e {{/tickets}} se repete para cada um (até 3); o cliente responde com a {{position}} dele, ou com {{another}} para “outro problema”. {{several}} diz se são vários. Vazio: o texto padrão do idioma.",
      },
      askCompanyText: {
        label: "Texto que pergunta a empresa",
        help: "Enviado quando o telefone do cliente é de pessoas de várias empresas, se a pergunta estiver ligada. O trecho entre {{#companies}} e {{/companies}} se repete para cada empresa; o cliente responde com a {{position}} ou o nome dela. {{total}} é quantas são. Vazio: o texto padrão do idioma.",
      },
      filesFailedText: {
        label: "Texto de arquivos que não entraram",
        help: "Enviado uma vez quando algum arquivo não entrou no chamado. O trecho entre {{#files}} e {{/files}} se repete para cada um, com o {{name}} e a {{reason}}. Vazio: o texto padrão do idioma.",
      },
      askCategoryText: {
        label: "Texto que pergunta a categoria",
        help: "Enviado antes de abrir o chamado, se a pergunta estiver ligada. O trecho entre {{#categories}} e {{/categories}} se repete para cada categoria; o cliente responde com a {{position}} ou o nome dela, ou com {{other}} para “outro assunto”. Se a escolhida tem outras abaixo, a pergunta é feita de novo, com o nome dela em {{within}}. Vazio: o texto padrão do idioma.",
      },
      askLocationText: {
        label: "Texto que pergunta a localização",
        help: "Enviado antes de abrir o chamado, se a pergunta estiver ligada. O trecho entre {{#locations}} e {{/locations}} se repete para cada localização; o cliente responde com a {{position}} ou o nome dela, ou com {{other}} para “outro lugar”. Se a escolhida tem outras abaixo, a pergunta é feita de novo, com o nome dela em {{within}}. Vazio: o texto padrão do idioma.",
      },
      answerText: {
        label: "Texto de resposta da equipe",
        help: "Enviado quando a equipe responde no chamado. {{answer}} é a resposta e {{technician}} quem escreveu. Vazio: o texto padrão do idioma.",
      },
      solutionText: {
        label: "Texto de solução",
        help: "Enviado quando o chamado é solucionado. {{solution}} é a solução; embaixo perguntamos se resolveu. Vazio: o texto padrão do idioma.",
      },
      statusText: {
        label: "Texto de situação",
        help: "Enviado quando o chamado passa a uma das situações escolhidas. {{status}} diz qual. Vazio: o texto padrão do idioma.",
      },
      closedText: {
        label: "Texto de chamado fechado",
        help: "Enviado quando o chamado é fechado, se essa situação estiver escolhida. Vazio: o texto padrão do idioma.",
      },
      ratingText: {
        label: "Texto que pede uma nota",
        help: "Exemplo: De 1 a 5, que nota você dá ao atendimento do chamado {{ticketNumber}}? Enviado quando o chamado é fechado; a nota vai para a pesquisa de satisfação do GLPI. Vazio: não perguntamos.",
      },
      reminderText: {
        label: "Texto de lembrete",
        help: "Enviado uma hora antes de a janela fechar, se o lembrete estiver ligado. Vazio: o texto padrão do idioma.",
      },
      noAnswerText: {
        label: "Texto de ausência de resposta",
        help: "Enviado depois dos minutos sem resposta, se não forem 0. Vazio: o texto padrão do idioma.",
      },
      ticketDelayedText: {
        label: "Texto de chamado em espera",
        help: "Enviado uma vez, quando o GLPI não responde e o chamado vai demorar. O número segue depois. Vazio: o texto padrão do idioma.",
      },
      ticketStatuses: { label: "Situações", help: "Quais chamados do cliente são mostrados." },
      solvedDays: {
        label: "Solucionados há no máximo (dias)",
        help: "Exemplo: com 30, um chamado solucionado aparece na lista por 30 dias depois da última mudança. Só vale se a lista inclui os solucionados. 0: sempre.",
      },
      createIntegrationId: {
        label: "Integração que abre chamados",
        help: "Id de uma integração Criar Chamado GLPI. Exemplo: 7. Se o cliente conta um problema novo durante a consulta, perguntamos se é para abrir um chamado com isso. Vazio: só oferecemos a fila em caso de erro, se houver.",
      },
      maxTickets: {
        label: "Máximo de chamados",
        help: "Quantos chamados são mostrados, no máximo. Os que mudaram por último vêm primeiro.",
      },
      openTicketsText: {
        label: "Texto da lista de chamados",
        help: "Enviado com os chamados do cliente. O trecho entre {{#tickets}} e {{/tickets}} se repete para cada chamado; {{total}}, {{shown}} e {{more}} são quantos há, quantos são mostrados e quantos ficam de fora. Vazio: o texto padrão do idioma.",
      },
      noTicketsText: {
        label: "Texto sem chamados",
        help: "Enviado quando o cliente não tem nenhum chamado a mostrar. Vazio: o texto padrão do idioma.",
      },
      ticketDetailText: {
        label: "Texto de um chamado",
        help: "Enviado quando o cliente escolhe um chamado. {{solution}} é a solução, {{answer}} a última resposta da equipe; {{entity}} só aparece para quem tem chamados em várias empresas. O que o cliente pode fazer vem embaixo. Vazio: o texto padrão do idioma.",
      },
      ambiguousText: {
        label: "Texto de cadastro em dobro",
        help: "Enviado a quem consulta os chamados quando o telefone dele está em vários usuários do GLPI: não se mostra o chamado de ninguém. Vazio: o texto padrão do idioma.",
      },
      failureText: {
        label: "Texto em caso de erro",
        help: "Enviado ao cliente quando o GLPI falha. Vazio: o texto padrão do idioma.",
      },
    },
    choices: {
      locale: { "pt-BR": "Português (Brasil)", es: "Español", en: "English" },
      afterTicket: {
        followUp: "Entra no mesmo chamado, como acompanhamento",
        newTicket: "Abre outro chamado",
        ignore: "Não vai para o GLPI",
      },
      tellAbout: { ours: "Dos abertos por esta integração", all: "De todos os chamados da pessoa" },
      tellStatuses: {
        assigned: "Em atendimento",
        planned: "Planejado",
        pending: "Aguardando o cliente",
        due: "Prazo da solução",
        solved: "Solucionado",
        closed: "Fechado",
      },
      technicianName: { first: "Só o primeiro nome", full: "Nome completo", none: "Sem nome" },
      lateEdits: { warn: "Só um aviso no registro do sistema", note: "Nota privada no chamado, para o técnico" },
      afterCreated: { stay: "Fica na fila", transfer: "Vai para outra fila", close: "É encerrado" },
      noAnswerAction: { none: "Continuar esperando", transfer: "Transferir para outra fila", close: "Encerrar" },
      ticketType: { incident: "Incidente", request: "Requisição" },
      urgency: { 1: "Muito baixa", 2: "Baixa", 3: "Média", 4: "Alta", 5: "Muito alta" },
      ticketStatuses: { notSolved: "Não solucionados", notClosed: "Não fechados (inclui os solucionados)" },
    },
    shortIntervalAdvice:
      "Abaixo de 15000 ms (15 segundos), mensagens que o cliente envia aos poucos podem virar vários chamados.",
  },
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
    queueNeeded: "informe a fila para onde o atendimento deve ir.",
    notLines: "precisa ser um texto, com uma mensagem por linha, ou uma lista de textos.",
    tooManyLines: "tem linhas demais. Use no máximo {{maximum}}.",
    noServer:
      "“{{host}}” não é o nome de um servidor. Escreva um por linha, como arquivos.example.com ou *.example.com.",
    lineTooLong: "uma das linhas tem caracteres demais. Use no máximo {{maximum}} em cada uma.",
    tagNotClosed: "{{=<% %>=}}a marca aberta com {{ na linha <% line %>, coluna <% column %>, não foi fechada com }}.",
    sectionNotClosed:
      "{{=<% %>=}}a seção {{#<% section %>}} foi aberta e não foi fechada. Coloque {{/<% section %>}} no fim dela.",
    sectionNotOpened:
      "{{=<% %>=}}na linha <% line %>, coluna <% column %>, há {{/<% section %>}} sem a abertura. Coloque {{#<% section %>}} antes ou apague essa marca.",
    templateUnreadable: "{{=<% %>=}}o texto não pôde ser lido. Use só marcas como {{name}}.",
    notStopWord:
      "precisa ser uma palavra de pelo menos duas letras que o cliente não escreva para outra coisa (não serve SIM, OI nem SAIR). Use, por exemplo, PARAR.",
    urlUnreadable: `isto não é um endereço. ${mendUrl}`,
    urlWithoutScheme: `o endereço precisa começar com https:// (ou http://). ${mendUrl}`,
    urlOtherScheme: `o endereço só pode começar com https:// ou http://. ${mendUrl}`,
    urlWithCredentials: `o endereço não pode ter usuário e senha; o acesso é pelos tokens. ${mendUrl}`,
    urlWithQuery: `o endereço não pode ter nada depois de ? ou #. ${mendUrl}`,
    urlOtherPath: `o endereço precisa terminar em /apirest.php. ${mendUrl}`,
    urlNotPublic: "o endereço precisa ser público: este leva à rede interna do Whazing.",
  },
};
