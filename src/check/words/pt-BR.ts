const profileMenu = "No GLPI, em Administração > Perfis > {{profile}}";
const apiMenu = "Configurar > Geral > API";

/** What a check says in Brazilian Portuguese. */
export const ptBR = {
  said: {
    configurationOk: { text: "Todos os campos da configuração estão certos." },
    configurationWrong: { text: "{{message}}", mend: "Corrija este campo no formulário da integração." },
    notReached: { text: "Não foi verificado: algo antes disso falhou." },
    notAnswered: {
      text: "Não foi possível verificar: o GLPI não respondeu a isto como devia ({{why}}).",
      mend: "Teste de novo. Se continuar, veja files/_log/php-errors.log no servidor do GLPI.",
    },
    notInTime: {
      text: "Não foi verificado: o GLPI responde devagar, e este teste para depois de {{limit}} segundos.",
      mend: "Veja a carga do servidor do GLPI e da base de dados dele, e teste de novo.",
    },
    notAllowed: {
      text: "Não foi verificado: o perfil da API não pode ver isso.",
      mend: "Marque primeiro os direitos que faltam, acima, e teste de novo.",
    },

    addressOk: { text: "{{host}} responde." },
    dnsUnknown: {
      text: "O nome {{host}} não existe no DNS que este servidor usa.",
      mend: "Confira a URL da integração. Se o nome só existe na sua rede interna, este servidor precisa usar o DNS dela.",
    },
    dnsFailed: {
      text: "O DNS não respondeu quando perguntamos por {{host}}.",
      mend: "Confira o DNS e a saída para a internet deste servidor, e teste de novo.",
    },
    tlsExpired: {
      text: "O certificado de {{host}} venceu.",
      mend: "Renove o certificado no servidor web do GLPI (com Let's Encrypt: certbot renew).",
    },
    tlsSelfSigned: {
      text: "O certificado de {{host}} é autoassinado: nenhuma autoridade o garante.",
      mend: "Instale no servidor web do GLPI um certificado de uma autoridade, ou dê o certificado a este servidor pela variável NODE_EXTRA_CA_CERTS.",
    },
    tlsUnknownIssuer: {
      text: "O certificado de {{host}} é de uma autoridade que este servidor não conhece, ou falta o certificado intermediário.",
      mend: "Configure no servidor web do GLPI a cadeia completa (fullchain). Com uma autoridade interna, use a variável NODE_EXTRA_CA_CERTS.",
    },
    tlsOtherName: {
      text: "O certificado que {{host}} apresenta é de outro nome.",
      mend: "Use na URL o nome que está no certificado, ou peça um certificado que tenha este nome.",
    },
    tlsRefused: {
      text: "O certificado de {{host}} não é aceito ({{why}}).",
      mend: "Acerte a hora deste servidor e do GLPI (timedatectl set-ntp true) e, se continuar, troque o certificado no servidor web do GLPI.",
    },
    tlsBroken: {
      text: "A conexão segura com {{host}} não se estabeleceu ({{why}}).",
      mend: "Veja se essa porta fala https; se for só http, a URL começa com http://.",
    },
    refused: {
      text: "{{host}} recusou a conexão na porta {{port}}: ali ninguém atende.",
      mend: "Confira o endereço e a porta na URL da integração, e se o servidor web do GLPI está ligado.",
    },
    timeout: {
      text: "{{host}} não respondeu em {{seconds}} segundos.",
      mend: "Veja se um firewall bloqueia este servidor, e se o GLPI abre no navegador.",
    },
    connectionLost: {
      text: "A conexão com {{host}} caiu antes da resposta ({{why}}).",
      mend: "Um firewall ou proxy no caminho pode tê-la cortado. Teste de novo e veja os registros dele.",
    },
    unreachable: {
      text: "Não foi possível chegar a {{host}} ({{why}}).",
      mend: "Confira a URL da integração e a rede deste servidor.",
    },
    portBlocked: {
      text: "O Node.js não faz pedidos à porta {{port}}, que é de outros serviços.",
      mend: "Ponha o GLPI em outra porta (443, 80, 8080) e corrija a URL da integração.",
    },
    notPublic: {
      text: "{{host}} é um endereço da rede interna, e aqui só endereços da internet são aceitos.",
      mend: "Use na URL o endereço público do GLPI, ou fale com quem cuida do Whazing.",
    },
    proxyPage: {
      text: "Um proxy ou firewall respondeu no lugar do GLPI ({{page}}).",
      mend: "Peça a quem cuida do proxy que deixe este servidor chegar a {{host}}, e veja se o GLPI atrás dele está ligado.",
    },
    redirectNone: { text: "O endereço é o final: não leva a outro." },
    redirected: {
      text: "O endereço leva a outro: {{location}}. Os tokens nunca são enviados depois de um redirecionamento.",
      mend: "Ponha na URL da integração o endereço final, terminado em /apirest.php. Se ele leva a uma página de login (SSO, VPN), peça a quem cuida dela que deixe /apirest.php passar sem login.",
    },
    glpiOk: { text: "Quem responde é a API REST do GLPI." },
    notGlpi: {
      text: "Nesse endereço não há uma API REST do GLPI ({{page}}).",
      mend: `Copie a URL do GLPI, em ${apiMenu} (URL da API). Ela termina em /apirest.php; no GLPI 11 pode terminar em /api.php/v1. Se a página é a de um login (SSO, VPN), peça a quem cuida dela que deixe esse endereço passar sem login.`,
    },
    glpiPage: {
      text: "O GLPI respondeu uma página em vez da API ({{page}}): está em manutenção, espera uma atualização da base, ou a URL é de uma página dele.",
      mend: `Abra o GLPI no navegador e veja o que ele mostra. Para sair da manutenção: php bin/console maintenance:disable. A URL certa está em ${apiMenu}.`,
    },
    glpiCrash: {
      text: "O GLPI falhou ao responder ({{page}}).",
      mend: "Veja files/_log/php-errors.log no servidor do GLPI.",
    },
    otherApi: {
      text: "Nesse endereço responde uma API, mas não a API REST do GLPI ({{page}}).",
      mend: `Copie a URL do GLPI, em ${apiMenu}. A API nova do GLPI 11 (v2) não serve: use a que termina em /apirest.php ou /api.php/v1.`,
    },
    apiOk: { text: "A API REST está ligada." },
    apiOff: {
      text: "A API REST do GLPI está desligada.",
      mend: `No GLPI, em ${apiMenu}, ligue “Habilitar API Rest” (no GLPI 11, a API legada) e “Habilitar login com token externo”.`,
    },
    ipOk: { text: "O GLPI aceita o IP deste servidor." },
    ipRefused: {
      text: "Nenhum cliente de API ativo do GLPI aceita o IP deste servidor{{#ip}}, que para o GLPI é {{ip}}{{/ip}}.",
      mend: `No GLPI, em ${apiMenu}, abra o cliente de API: veja se está ativo, e deixe o intervalo de IPv4 e o IPv6 em branco, ou inclua ali esse IP.`,
    },
    appTokenOk: { text: "O APP TOKEN está certo." },
    appTokenWrong: {
      text: "O GLPI não conhece este APP TOKEN.",
      mend: `Copie-o de novo em ${apiMenu}, de um cliente de API que esteja ativo.`,
    },
    appTokenDropped: {
      text: "O APP TOKEN foi enviado e não chegou: o servidor web, ou um proxy na frente do GLPI, descarta o cabeçalho App-Token.",
      mend: "Peça que o cabeçalho App-Token seja repassado. Onde ele vira App_Token, o nginx o descarta sem “underscores_in_headers on”.",
    },
    userTokenOk: {
      text: "O USER TOKEN está certo{{#user}}: é do usuário {{user}}{{/user}}{{#profile}}, com o perfil {{profile}}{{/profile}}.",
    },
    userTokenWrong: {
      text: "O GLPI não conhece este USER TOKEN, ou o usuário está inativo.",
      mend: "No GLPI, em Administração > Usuários, abra o usuário da API: veja se está ativo e copie de novo o token da API, em Chaves de acesso remoto. E veja se “Habilitar login com token externo” está ligado em Configurar > Geral > API.",
    },
    userTokenDropped: {
      text: "O USER TOKEN foi enviado e não chegou: o servidor web na frente do GLPI descarta o cabeçalho Authorization.",
      mend: "No Apache com PHP-FPM, use “CGIPassAuth On”. Um proxy precisa repassar o cabeçalho Authorization.",
    },
    loginRefused: {
      text: "O GLPI não deixa o usuário da API entrar ({{why}}).",
      mend: `Veja se o usuário está ativo e tem um perfil em alguma entidade (Administração > Usuários > Autorizações), e se “Habilitar login com token externo” está ligado em ${apiMenu}.`,
    },
    sessionOk: { text: "A sessão funciona." },
    sessionDropped: {
      text: "O token da sessão foi enviado e não chegou: o servidor web, ou um proxy na frente do GLPI, descarta o cabeçalho Session-Token.",
      mend: "Peça que o cabeçalho Session-Token seja repassado ao GLPI.",
    },
    sessionLost: {
      text: "O GLPI esquece a sessão logo depois de abri-la.",
      mend: "Veja no servidor do GLPI se a pasta files/_sessions pode ser gravada e tem espaço. Com mais de um servidor atrás de um balanceador, as sessões precisam ser as mesmas.",
    },
    sessionEntities: {
      text: "O GLPI não deixa o usuário da API entrar nas entidades do próprio perfil.",
      mend: "No GLPI, em Administração > Usuários > Autorizações, dê a ele o perfil nas empresas cujos chamados ele abre.",
    },

    versionOk: { text: "GLPI {{version}}." },
    versionOld: {
      text: "GLPI {{version}}: a integração foi medida no GLPI 10 e no 11.",
      mend: "Atualize o GLPI para a versão 10 ou 11.",
    },
    versionNew: {
      text: "GLPI {{version}}: mais novo que o 10 e o 11, em que a integração foi medida.",
      mend: "Teste um chamado antes de usar com clientes, e veja se há uma versão mais nova da integração.",
    },
    versionUnknown: { text: "O GLPI não disse a sua versão; ele se comporta como o {{version}}." },
    noiseNone: { text: "As respostas do GLPI vêm limpas." },
    noise: {
      text: "O GLPI escreve mensagens do PHP antes das respostas. Elas são puladas, mas algo está errado nele.",
      mend: "Desligue o modo de depuração (no menu do usuário, ou Configurar > Geral > Sistema) e display_errors no php.ini. Um plugin pode ser a causa.",
    },
    clockOk: { text: "O relógio do GLPI está certo." },
    clockWrong: {
      text: "O relógio do GLPI está {{minutes}} min {{#ahead}}adiantado{{/ahead}}{{^ahead}}atrasado{{/ahead}} em relação ao deste servidor.",
      mend: "Acerte a hora dos dois servidores por NTP (timedatectl set-ntp true).",
    },
    clockUnknown: { text: "O GLPI não disse que horas são nele." },
    zoneSame: { text: "O fuso horário do GLPI e o da integração dão a mesma hora (UTC{{glpi}})." },
    zoneOther: {
      text: "O GLPI usa a hora UTC{{glpi}}, e a integração a de {{timeZone}} (UTC{{own}}). O cliente lê a hora certa; os técnicos veem a do GLPI.",
      mend: "No GLPI, acerte o fuso em Configurar > Geral > Valores padrão (ou date.timezone no php.ini); ou corrija o Fuso horário no formulário.",
    },

    rightOk: { text: "{{box}}: marcado." },
    rightMissing: { text: "{{box}}: falta. {{loss}}", mend: `${profileMenu}, marque {{box}}.` },
    rightMissingSimplified: {
      text: "{{box}}: falta. {{loss}}",
      mend: "Não o marque no perfil {{profile}}, que é o dos clientes: troque primeiro o perfil do usuário da API, como dito acima.",
    },
    profileOk: { text: "O perfil do usuário da API é {{profile}}." },
    profileSimplified: {
      text: "O perfil {{profile}} tem a interface simplificada, a dos clientes: faltam nele direitos de que a integração precisa.",
      mend: "No GLPI, em Administração > Perfis, crie um perfil com a interface padrão; dê-o ao usuário da API, e tire dele o {{profile}}, em Administração > Usuários > Autorizações.",
    },
    profileSeveral: {
      text: "O usuário da API tem vários perfis ({{names}}), e a API usa um só: {{profile}}{{#simplified}}, que é o dos clientes (interface simplificada){{/simplified}}.",
      mend: "No GLPI, em Administração > Usuários, abra o usuário da API e deixe nele só o perfil da API, em Autorizações; ou escolha-o como perfil padrão.",
    },
    rightsUnknown: { text: "O GLPI não disse que direitos o perfil da API tem." },

    entitiesOk: { text: "O usuário da API alcança {{count}} entidade(s): {{names}}." },
    entitiesNone: {
      text: "O usuário da API não alcança nenhuma entidade.",
      mend: "No GLPI, em Administração > Usuários > Autorizações, dê a ele o perfil da API nas empresas, ou na raiz como recursivo.",
    },
    companiesOk: {
      text: "As {{count}} pessoas com telefone que o usuário da API vê{{#most}} (entre as primeiras {{most}}){{/most}} são de entidades ao alcance dele.",
    },
    companiesOut: {
      text: "Há pessoas com telefone cuja entidade padrão está fora do alcance do usuário da API: {{names}}. O chamado delas não pode ser aberto.",
      mend: "No GLPI, em Administração > Usuários > Autorizações, dê ao usuário da API o perfil nessas entidades também, ou na raiz como recursivo.",
    },
    companiesNobody: {
      text: "{{^most}}Ninguém que o usuário da API vê tem telefone no GLPI: nenhum cliente será reconhecido pelo WhatsApp.{{/most}}{{#most}}Das primeiras {{most}} pessoas que o usuário da API vê, nenhuma tem telefone no GLPI; as outras não foram vistas.{{/most}}",
      mend: "No GLPI, em Administração > Usuários, preencha Telefone ou Celular das pessoas. Se elas já têm, dê ao usuário da API o perfil nas entidades delas.",
    },

    itemOk: { text: "{{label}}: {{item}} {{id}} existe{{#name}} ({{name}}){{/name}}." },
    itemGone: {
      text: "{{label}}: {{item}} {{id}} não existe no GLPI.",
      mend: "Veja os ids em {{menu}} e corrija “{{label}}” no formulário, ou deixe vazio.",
    },
    itemHidden: {
      text: "{{label}}: {{item}} {{id}} existe, mas o usuário da API não chega até lá.",
      mend: "Em {{menu}}, escolha algo das entidades do usuário da API, ou marque Entidades filhas; ou dê o perfil a ele na entidade certa, em Administração > Usuários > Autorizações.",
    },
    entityHidden: {
      text: "{{label}}: {{item}} {{id}} existe, mas o usuário da API não chega até lá.",
      mend: "Em “{{label}}”, no formulário, use o id de uma das que ele alcança: {{reached}}. Ou dê a ele o perfil nessa entidade, em Administração > Usuários > Autorizações.",
    },
    userHidden: {
      text: "{{label}}: {{item}} {{id}} existe, mas o usuário da API não chega até lá.",
      mend: "Escolha no formulário alguém que tenha perfil nas entidades do usuário da API; ou dê ao usuário da API o perfil na entidade dessa pessoa, em Administração > Usuários > Autorizações.",
    },
    itemUnread: {
      text: "{{label}}: {{item}} {{id}} existe. Se serve não dá para ver, porque o perfil da API não pode ler.",
      mend: "Confira em {{menu}}. Para que este teste veja, marque Ler para isso no perfil da API (Administração > Perfis).",
    },
    itemElsewhere: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) não vale nestas entidades: {{entities}}.",
      mend: "Em {{menu}}, ponha-o numa entidade acima de todas e marque Entidades filhas. Sem isso o GLPI guarda o valor, mas o técnico não pode escolhê-lo de novo.",
    },
    itemUnfit: {
      text: "{{label}}: {{item}} {{id}} ({{name}}) não serve para estes chamados: {{why}}.",
      mend: "Em {{menu}}, abra-o e marque a opção, ou escolha outro no formulário.",
    },
    notForIncidents: { text: "não é visível para incidentes" },
    notForRequests: { text: "não é visível para requisições" },
    notAssignable: { text: "o grupo não pode ser atribuído" },
    notActive: { text: "está inativo" },
    notForTickets: { text: "não vale para chamados" },
    deleted: { text: "está na lixeira" },
    requesterNobody: {
      text: "Quem não está no GLPI não terá chamado: a integração não cadastra ninguém e não tem Requerente alternativo.",
      mend: "No formulário, ligue “Cadastrar quem não está no GLPI” ou preencha o Requerente alternativo.",
    },

    fileSizeOk: { text: "O GLPI aceita arquivos de até {{max}} MB." },
    fileSizeSmall: {
      text: "O GLPI aceita arquivos de até {{max}} MB; a integração deixa passar até {{own}} MB. Os maiores que isso não entram no chamado: pelo WhatsApp uma foto tem até 5 MB, um vídeo ou áudio até 16.",
      mend: "No GLPI, em Configurar > Geral > Gestão, aumente o tamanho máximo dos documentos; e no php.ini upload_max_filesize e post_max_size, que nenhuma API mostra.",
    },
    fileTypesOk: {
      text: "O GLPI aceita tudo o que se envia pelo WhatsApp.{{#assumed}} (A lista é a de fábrica: o perfil da API não pode ler a do seu GLPI.){{/assumed}}",
    },
    fileTypesRefused: {
      text: "O GLPI recusa: {{kinds}}. O cliente e o técnico são avisados.{{#assumed}} (A lista é a de fábrica: o perfil da API não pode ler a do seu GLPI.){{/assumed}}",
      mend: "No GLPI, em Configurar > Listas suspensas > Tipos de documento, adicione as extensões e marque Envio autorizado.",
    },
    templateNone: { text: "Nenhum modelo de chamado torna um campo obrigatório que a integração não preenche." },
    templateMandatory: {
      text: "O modelo de chamado {{template}} torna obrigatório o que a integração não preenche: {{fields}}. O GLPI abre o chamado mesmo assim; o técnico terá de preencher ao salvá-lo.",
      mend: "Preencha esses campos no formulário da integração, ou tire-os de Campos obrigatórios em Configurar > Listas suspensas > Modelos de chamado.",
    },
    templateUnread: {
      text: "Os campos obrigatórios dos modelos de chamado não dão para ver: o perfil da API não pode lê-los.",
      mend: `Para que este teste veja: ${profileMenu}, marque Ler em Modelos de chamado e em Entidades.`,
    },

    personFound: { text: "A pessoa seria {{login}} (usuário {{id}}), {{by}}." },
    personCreated: {
      text: "Ninguém no GLPI é essa pessoa: seria cadastrada{{#login}} com o login {{login}}{{/login}}.",
    },
    personFallback: {
      text: "Ninguém no GLPI é essa pessoa: o chamado seria do Requerente alternativo, o usuário {{id}}.",
    },
    personNobody: {
      text: "Ninguém no GLPI é essa pessoa, e a integração não cadastra: o chamado não seria aberto.",
      mend: "Ponha o telefone no usuário certo (Administração > Usuários), ligue “Cadastrar quem não está no GLPI” ou preencha o Requerente alternativo.",
    },
    personNone: {
      text: "Ninguém no GLPI é essa pessoa: a consulta não mostraria nenhum chamado.",
      mend: "Ponha o telefone no usuário certo, em Administração > Usuários. A consulta só olha o e-mail se “Confiar no e-mail do contato” estiver ligado.",
    },
    personAsked: { text: "Várias pessoas têm esse telefone: o cliente escolheria a empresa entre {{companies}}." },
    personAmbiguous: {
      text: "Várias pessoas têm esse telefone ({{names}}): a consulta não mostraria o chamado de ninguém.",
      mend: "Deixe o telefone em um só usuário, em Administração > Usuários.",
    },
    phoneUnreadable: {
      text: "O telefone informado não parece um telefone: a pessoa não seria procurada por ele.",
      mend: "Escreva com DDI e DDD, só algarismos: 5531987654321.",
    },
    lidAlone: {
      text: "Um lid só diz quem é o contato se o Whazing informar qual contato é: a pessoa não foi procurada.",
      mend: "Informe o telefone ou o e-mail do contato.",
    },
    personEntityOk: { text: "O chamado seria aberto na entidade {{entity}}." },
    personEntityOut: {
      text: "O chamado seria da entidade {{entity}}, que está fora do alcance do usuário da API: não poderia ser aberto.",
      mend: "No GLPI, em Administração > Usuários > Autorizações, dê ao usuário da API o perfil nessa entidade, ou na raiz como recursivo. Ou corrija a entidade padrão da pessoa.",
    },
    personKept: { text: "O GLPI 11 a mantém como requerente." },
    personDropped: {
      text: "O GLPI 11 a retiraria do chamado sem avisar: {{why}}. {{#update}}A integração a coloca de volta.{{/update}}{{^update}}A integração não pode colocá-la de volta sem o direito de Atualizar chamados.{{/update}}",
      mend: "Em Administração > Usuários, ative a pessoa e dê a ela um perfil (Self-Service basta) na entidade do chamado.",
    },
    noProfile: { text: "não tem perfil na entidade" },
    othersNone: { text: "Ninguém mais combina com esses dados." },
    others: {
      text: "Também combinam: {{names}}.",
      mend: "Se são a mesma pessoa, deixe o telefone ou o e-mail em um só usuário, em Administração > Usuários.",
    },

    storeOk: { text: "O armazenamento responde." },
    storeMemory: {
      text: "O que espera fica só na memória: se o processo cair, as mensagens que ainda não viraram chamado se perdem.",
      mend: "Peça a quem cuida do Whazing que use o PostgresStore.",
    },
    storeFailed: {
      text: "O armazenamento não responde ({{why}}).",
      mend: "Veja se o PostgreSQL está ligado e se o endereço e a senha em DATABASE_URL estão certos.",
    },
    listenOk: { text: "Avisos entre processos (LISTEN) chegam." },
    listenDeaf: {
      text: "Avisos entre processos (LISTEN) não chegam: é provável que haja um PgBouncer em modo de transação. Tudo funciona, mas o banco é consultado duas vezes por segundo enquanto algo espera.",
      mend: "Dê ao pool desta integração o endereço do próprio PostgreSQL (porta 5432), ou um PgBouncer com POOL_MODE=session.",
    },
    listenNone: {
      text: "O pool tem menos de três conexões: pode faltar a que ouve avisos entre processos (LISTEN).",
      mend: "Dê ao pool desta integração três conexões (max: 3).",
    },
    webhooks: {
      text: "Este GLPI tem webhooks, que avisam antes; não são necessários, e daqui não dá para vê-los. A URL não pode ter porta, e eles só saem com o cron do GLPI instalado.",
      mend: "Configurar > Webhooks; em Configurar > Ações automáticas, queuedwebhook em modo CLI.",
    },

    writeOk: { text: "Um chamado de teste ({{id}}) foi aberto e apagado." },
    writeTrash: { text: "Um chamado de teste ({{id}}) foi aberto e está na lixeira: o perfil não pode apagar de vez." },
    writeNoRight: {
      text: "Nenhum chamado de teste foi aberto: o perfil da API não pode apagá-lo depois.",
      mend: `Se quiser este teste, ${profileMenu}, marque por um momento Apagar ou Remover definitivamente em Chamado.`,
    },
    writeRefused: {
      text: "O chamado de teste não foi aberto ({{why}}).",
      mend: "Confira os direitos e as entidades acima, e os ids no formulário. Um plugin ou uma regra de negócio também pode recusar.",
    },
    writeLost: {
      text: "O GLPI não respondeu ao abrir o chamado de teste: ele pode existir.",
      mend: "Procure no GLPI um chamado com o título “{{title}}” e apague-o.",
    },
    writeLeft: {
      text: "O chamado de teste {{id}} foi aberto e não pôde ser apagado ({{why}}).",
      mend: "Apague-o à mão no GLPI.",
    },
  },
  rights: {
    ticketCreate: { box: "Chamado: Criar", loss: "Nenhum chamado pode ser aberto." },
    ticketReadAll: {
      box: "Chamado: Ver todos os chamados",
      loss: "Consultas ficam vazias, e o que acontece em chamados de outros não é visto.",
    },
    ticketUpdate: {
      box: "Chamado: Atualizar",
      loss: "Um chamado solucionado não reabre, um pendente não volta a andar, e o requerente que o GLPI 11 retira não é devolvido.",
    },
    survey: {
      box: "Chamado: Responder à pesquisa",
      loss: "A nota do cliente vira uma nota privada no chamado, fora da pesquisa de satisfação.",
    },
    userRead: { box: "Usuário: Ler", loss: "Ninguém pode ser procurado: nem chamado nem consulta funcionam." },
    userCreate: { box: "Usuário: Criar", loss: "Quem não está no GLPI não pode ser cadastrado." },
    followUpRead: {
      box: "Acompanhamento: Ver os públicos",
      loss: "O cliente não lê o que os técnicos respondem.",
    },
    followUpAdd: {
      box: "Acompanhamento: Adicionar a todos",
      loss: "O que o cliente escreve depois não entra no chamado.",
    },
    followUpClosed: {
      box: "Acompanhamento: Adicionar (requerente)",
      loss: "O que o cliente escreve não entra num chamado que acabou de ser fechado.",
    },
    documentCreate: { box: "Documento: Criar", loss: "Fotos, áudios e documentos não entram no chamado." },
    documentRead: {
      box: "Documento: Ler",
      loss: "Os arquivos das respostas dos técnicos não chegam ao cliente; ele lê só o texto.",
    },
    taskRead: {
      box: "Tarefa: Ver as públicas",
      loss: "A consulta não diz para quando o atendimento foi agendado.",
    },
    entityRead: {
      box: "Entidade: Ler",
      loss: "A empresa não é achada pelo CNPJ: quem é novo vai para a Entidade de novos usuários.",
    },
    categoryRead: {
      box: "Categorias ITIL (aba Configuração): Ler",
      loss: "O cliente não é perguntado sobre a categoria.",
    },
    locationRead: {
      box: "Localizações (aba Configuração): Ler",
      loss: "O cliente não é perguntado sobre a localização.",
    },
  },
  items: {
    ITILCategory: { name: "a categoria", menu: "Configurar > Listas suspensas > Categorias ITIL" },
    Location: { name: "a localização", menu: "Configurar > Listas suspensas > Localizações" },
    Group: { name: "o grupo", menu: "Administração > Grupos" },
    RequestType: { name: "a origem da requisição", menu: "Configurar > Listas suspensas > Origens da requisição" },
    Profile: { name: "o perfil", menu: "Administração > Perfis" },
    Entity: { name: "a entidade", menu: "Administração > Entidades" },
    User: { name: "o usuário", menu: "Administração > Usuários" },
  },
  media: {
    photo: "fotos",
    iphonePhoto: "fotos de iPhone sem conversão",
    sticker: "figurinhas",
    voice: "mensagens de voz",
    audio: "arquivos de áudio",
    video: "vídeos",
    document: "documentos",
    card: "cartões de contato",
  },
  foundBy: {
    phone: "encontrada pelo telefone",
    phoneWithoutAreaCode: "encontrada pelo telefone sem DDD",
    registrationNumber: "encontrada pelo CPF",
    email: "encontrada pelo e-mail",
    login: "encontrada pelo login com que é cadastrada",
    created: "já cadastrada por esta integração",
    store: "que a integração já conhece",
  },
  ticketFields: new Map([
    [1, "título"],
    [3, "prioridade"],
    [4, "requerente"],
    [5, "técnico"],
    [7, "categoria"],
    [8, "grupo atribuído"],
    [9, "origem da requisição"],
    [10, "urgência"],
    [11, "impacto"],
    [12, "situação"],
    [13, "elementos associados"],
    [14, "tipo"],
    [18, "tempo para solução"],
    [21, "descrição"],
    [65, "grupo observador"],
    [66, "observador"],
    [71, "grupo requerente"],
    [83, "localização"],
    [142, "documentos"],
  ]),
  otherField: "campo {{number}}",
};
