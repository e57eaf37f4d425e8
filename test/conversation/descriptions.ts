import type { Message } from "../../src/host/events.js";

/** A text by itself, or a whole message. */
export type Written = string | Partial<Message>;

const media = (type: string, text = ""): Partial<Message> => ({ text, media: { type } });
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** What tells a technician nothing, as people write it. */
export const nothings: readonly Written[] = [
  // Greetings
  ...lines(`
    oi
    Oi
    oie
    oiii
    oi oi
    olá
    Ola!
    opa
    opa!!
    eae
    e aí
    alô
    salve
    bom dia
    bom dia!!
    Bom dia.
    BOM DIA
    bom diaaa
    Bom dia, tudo bem?
    bom dia pessoal
    Bom dia a todos
    boa tarde
    boa tarde, tudo bem com você?
    boa noite pessoal
    boa noite, alguém aí?
    bd
    bt
    oi, td bem?
    tudo bem?
    td bom?
    tudo certo?
    como vai?
    oi moço
    oi, bom dia, tudo bom?
    hola
    holaa
    hola buenas tardes
    buenas
    buenos días
    buen día
    buenas noches
    qué tal
    ¿cómo estás?
    hello
    hi
    hi there
    hey
    good morning
    Good afternoon
    good evening team
    how are you?
    whats up
    bdia
    boa tardeee
    tudo bemmm?
    ótima tarde
    oi, como vai você?
    hola, qué tal
    hola buenas tardes a todos
    q tal
    ¿todo bien?
    goood morning
    helloooo
    good morning everyone
  `),
  // Courtesies
  ...lines(`
    obrigado
    Obrigada!
    obrigadaaa
    muito obrigado
    muito obrigada pela ajuda
    obg
    ok obg
    brigado
    vlw
    vlw 👍
    valeu
    valeu!!
    agradeço
    grato
    de nada
    ok
    Ok.
    okay
    blz
    beleza
    certo
    tá
    tá bom
    ta bem
    tá certo
    perfeito
    ótimo
    show
    show de bola
    top
    legal
    entendi
    ciente
    combinado
    fechou
    isso
    isso mesmo
    aham
    uhum
    sim
    Sim!
    claro
    pode ser
    não
    Não.
    não, obrigado
    nao obg
    n
    no
    nope
    aguardo
    fico no aguardo
    estou aguardando
    por favor
    pfv
    desculpa
    desculpe
    com licença
    tchau
    até mais
    até logo
    flw
    abraço
    bjs
    tmj
    bom fim de semana
    bom trabalho
    amém
    só isso
    era só isso, obrigado
    obrigado por tudo
    gracias
    muchas gracias
    mil gracias
    muy amable
    perdón
    vale
    dale
    listo
    sí
    de acuerdo
    hasta luego
    adiós
    chau
    thanks
    Thanks a lot!
    thank you
    thank you so much!
    thx
    ty
    yes
    yep
    no thanks
    great
    perfect
    got it
    sure
    bye
    see you
    take care
    simm
    siiim
    okk
    ok ok
    claro que sim
    sem problemas
    não tem problema
    no problem
    no aguardo
    estoy esperando
    um momento
    just a moment
    Deus te abençoe
    feliz natal
    obrigada pelo retorno
    obrigado pela atenção
    thanks for your help
    gracias por su ayuda
    muchísimas gracias
    mais nada
    nada más
    that's all
    it's fine
    não senhor
    no, gracias
    não não
  `),
  // Choices
  ...lines(`
    1
    2
    9
    10
    2.
    2)
    (2)
    #2
    2️⃣
    ②
    opção 2
    Opção: 2
    opcion 1
    option 3
    número 2
    a
    B
    2 - Abrir chamado
    abrir chamado
    Abrir um chamado
    consultar chamado
    Falar com humano
    falar com atendente
    quero falar com um atendente
    menu
    voltar
    open ticket
    talk to a human
    hablar con un agente
    1 e 2
    1️⃣ 2️⃣
    ➁
    Ⓐ
    b)
    letra b
    opção b
    n 2
    a 2
    quero a 2
    bom dia 2
    segunda opção
    1. abrir chamado
    quero abrir um chamado
    gostaria de abrir um chamado
    falar com o atendente
    quiero abrir un ticket
    consultar mis tickets
    I want to open a ticket
  `),
  // Is anybody there
  ...lines(`
    teste
    testando
    test
    alguém?
    alguém aí?
    tem alguém?
    tem alguém aí
    cadê vocês?
    ninguém me responde
    hay alguien?
    anyone there?
    hello?
    ajuda
    ajuda por favor
    me ajuda
    preciso de ajuda
    pode me ajudar?
    oi, podem me ajudar?
    help
    can you help me?
    I need help
    necesito ayuda
    suporte
    preciso de um suporte
    gostaria de ajuda
    ¿hay alguien ahí?
    is anybody there?
    testando 1
  `),
  // Signs
  ".",
  "...",
  "?",
  "??",
  "!",
  "-",
  "👍",
  "👍🏽",
  "🙏🙏",
  "❤️",
  "😂😂😂",
  "👨‍👩‍👧",
  "🇧🇷",
  "kkk",
  "kkkkkkkk",
  "rsrs",
  "haha",
  "jajaja",
  "hehehe",
  "huehuehue",
  "ksksks",
  "jsjsjs",
  "xD",
  "lol",
  ":)",
  "❤️ obrigada ❤️",
  " ",
  "\u200e",
  "\u200b\u200b",
  "\u2800\u3164\ufe0f",
  "oi \u3164",
  "o\u200bi",
  // Not words
  media("sticker"),
  media("stickerMessage"),
  media("reactionMessage", "👍"),
  media("reactionMessage"),
  media("stickerMessage", "👍"),
  media("chat", "oi"),
  media("extendedTextMessage", "bom dia"),
  media("buttonsResponseMessage", "2"),
  media("listResponseMessage", "Abrir chamado"),
  { text: "oi", kind: "text", media: {} },
  { text: "", media: { type: "sticker", fileName: "a.webp" } },
  { text: "Ligação de voz", kind: "call" },
  { text: "❤️", kind: "reaction" },
  { text: "Esta mensagem não é suportada", kind: "system" },
];

/** What tells a technician something, however little. */
export const somethings: readonly Written[] = [
  ...lines(`
    urgente
    URGENTE!!
    impressora
    continua
    continua igual
    resolvido
    não resolveu
    ainda não
    ainda nada
    de novo
    não responde
    não funciona
    não liga
    nao imprime
    não tá ok
    não está bom
    não pode
    não ok
    tá bom não
    funciona não
    isso não
    parou
    travou
    caiu
    caiu de novo
    sem internet
    internet
    wifi
    senha
    esqueci a senha
    boleto
    nota fiscal
    erro
    erro 5
    erro 404
    tudo parado
    está tudo lento
    lento
    tela azul
    tela preta
    não consigo acessar
    não consigo entrar no sistema
    o sistema caiu
    sistema fora do ar
    acesso negado
    preciso de acesso
    preciso de um mouse novo
    preciso trocar a senha
    quero cancelar
    troca de toner
    acabou o toner
    papel atolado
    computador não liga
    monitor piscando
    teclado
    mouse
    VPN
    e-mail
    Outlook não abre
    Excel travando
    SAP
    servidor
    backup falhou
    câmera
    catraca
    ramal mudo
    telefone sem linha
    não recebo e-mails
    sumiu minha pasta
    vírus
    oi, a impressora parou
    Bom dia, meu computador não liga
    boa tarde! preciso de ajuda com o Outlook
    Obrigado, mas ainda não funciona
    ok, mas continua
    sim, continua
    sim, na sala 3
    não, é o do financeiro
    obrigado, agora é outra coisa: o scanner
    sim, pode reiniciar
    valeu, mas voltou o erro
    está tudo ok agora
    funcionou, obrigado
    deu certo
    pode encerrar
    cancelar
    resuelto
    solved, thanks
    voltou
    amanhã
    hoje às 14h
    sala 12
    segundo andar
    2 computadores
    3 dias
    1 impressora
    opção 2 não funciona
    teste de impressão falhou
    alguém reiniciou o servidor?
    menu do sistema sumiu
    falar com atendente sobre o boleto
    abrir chamado para trocar o toner
    suporte à impressora
    ajuda com a VPN
    help with the printer
    oi xyzzy
    qwerty
    Maria
    João
    João da Silva
    financeiro
    almoxarifado
    bom dia flor
    à tarde
    por la tarde
    dia 12
    só 2
    até 10
    MT
    carro
    Mooca
    menu iniciar
    já
    segunda
    nada
    123
    12345
    2026112400101
    pedido 778123
    SN 8H2K4J1
    8H2K4J1
    PAT-00871
    00871
    98765-4321
    (31) 98765-4321
    5531987654321
    123.456.789-09
    12.345.678/0001-95
    maria@empresa.example
    https://suporte.example/artigo
    www.exemplo.example
    192.168.0.15
    C:\\\\Users\\\\maria
    10 20 30
    R$ 150,00
    R$ 50
    10%
    30 °C
    15:30
    9:30
    12/05
    2.1
    2º andar
    2 TB
    24/11/2026
    HP 1020
    Windows 11
    Android
    no enciende
    no funciona
    la impresora no imprime
    sin internet
    se cayó el sistema
    olvidé mi contraseña
    pantalla azul
    sigue igual
    todavía no
    urgente por favor
    necesito un teclado nuevo
    gracias, pero sigue fallando
    hola, no puedo entrar
    no me llegan los correos
    printer
    not working
    no signal
    it does not work
    still broken
    no internet here
    my laptop is dead
    forgot my password
    cannot log in
    thanks, but it is still slow
    yes, room 5
    hi, the server is down
    blue screen
    привет
    你好
    مرحبا
    プリンター
  `),
  media("audio"),
  media("ptt"),
  media("audioMessage"),
  media("image"),
  media("imageMessage", "oi"),
  media("video"),
  media("document"),
  media("application"),
  media("location"),
  media("locationMessage"),
  media("contactMessage"),
  media("vcard"),
  media("contactsArrayMessage"),
  media("liveLocationMessage"),
  { text: "", kind: "media" },
  { text: "", media: { type: "text", fileName: "log.txt" } },
  media("text/csv"),
  media("image", "bom dia"),
  media("sticker", "não liga"),
  media("chat", "o monitor apagou"),
  { text: "não liga", kind: "text" },
  { text: "", kind: "media", media: {} },
  "oi ".repeat(70),
  "a impressora ".repeat(2_000),
];
