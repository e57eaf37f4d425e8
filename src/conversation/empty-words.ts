/**
 * What people say that tells a technician nothing, in Portuguese, Spanish and English, as they write it on WhatsApp:
 * without case and accents. One word that is in no list is a description, so that the lists may be short: a false
 * "nothing" is worse than a question less. Words such as articles, which also make sentences, are in phrases only.
 */
const greetings = `
  oi|oie|oii|ola|opa|eai|eae|e ai|e ae|iae|alo|salve|fala|ei|hey|hei|hi|hello|helo|hellow|hola|holi|buenas|buenos|buen|
  bom dia|boa tarde|boa noite|bd|bdia|bt|bn|bom|boa|bon dia|bom tarde|um bom dia|uma boa tarde|uma boa noite|otimo dia|
  otima tarde|otima noite|buen dia|buen tarde|buenos dias|buenas tardes|buenas noches|feliz dia|
  good morning|good afternoon|good evening|morning|evening|afternoon|good day|greetings|saudacoes|saludos|
  tudo bem|td bem|tudo bom|td bom|tudo certo|tudo joia|tudo ok|tdb|como vai|como vao|como esta|como estao|como ta|
  como voce esta|como vc ta|com voce|com vc|com voces|e voce|e vc|e com voce|que tal|q tal|como estas|como andas|
  como va|todo bien|y tu|y usted|y vos|how are you|how are u|how is it going|how r u|whats up|sup|are you ok|you ok|
  beleza|blz|pessoal|gente|galera|amigo|amiga|amigos|senhor|senhora|sr|sra|moco|moca|querido|querida|meu|minha|caro|
  cara|equipe|time|suporte|atendente|prezados|prezado|prezada|a todos|a todas|a todo el equipo|todos|team|guys|
  everyone|everybody|all|to all|sir|madam|equipo|amigo mio|there
`;

const courtesies = `
  obrigado|obrigada|obg|obgd|obrigadao|brigado|brigada|brigadao|muito obrigado|muito obrigada|mto obg|mt obg|mto obrigado|
  mto obrigada|vlw|valeu|vlww|valeu demais|agradeco|agradecida|agradecido|grato|grata|gratidao|gracas|de nada|dnd|por nada|
  imagina|disponha|gracias|graciass|grax|muchas gracias|muchisimas gracias|mil gracias|muy amable|thanks|thank you|
  thank u|thx|tks|tnx|ty|many thanks|thanks a lot|thank you so much|thank you very much|thanks to you|a voce|a vc|
  you are welcome|welcome|cheers|appreciate it|pela ajuda|pela atencao|pelo suporte|pelo retorno|pelo atendimento|
  pela resposta|pela paciencia|pela compreensao|pela sua ajuda|pela sua atencao|por tudo|por todo|por la ayuda|
  por su ayuda|por tu ayuda|por la atencion|por su atencion|por responder|for your help|for the help|
  for your support|for the support|for your time|for everything|de novo obrigado|
  por favor|pfv|pf|pfvr|porfa|porfavor|please|pls|plz|por gentileza|faz favor|gentileza|
  ok|okay|oki|okis|okk|okey|k|kk|certo|ta|ta bom|ta bem|ta ok|ta certo|tabom|blza|bele|fechou|fechado|combinado|perfeito|
  otimo|otima|excelente|maravilha|show|show de bola|top|legal|massa|joia|joinha|beleza entao|entendi|entendido|ciente|
  ok entao|certinho|isso|isso mesmo|isso ai|e isso|e isso ai|exato|aham|uhum|sim|s|ss|claro|claro que sim|com certeza|
  pode ser|pode|sem problema|sem problemas|nao tem problema|de boa|tranquilo|
  si|vale|dale|listo|de acuerdo|perfecto|genial|bien|muy bien|bueno|claro que si|entiendo|sin problema|no hay problema|
  yes|yep|yeah|y|nice|great|perfect|sure|alright|all right|cool|got it|i see|understood|fine|good|excellent|awesome|
  no problem|no worries|np|it s ok|it s fine|that s fine|
  aguardo|aguardando|no aguardo|fico no aguardo|fico aguardando|vou aguardar|estou aguardando|to aguardando|
  um momento|um minuto|so um momento|so um minuto|um instante|pera|perai|
  espero|estoy esperando|quedo a la espera|un momento|un minuto|waiting|i will wait|one moment|just a moment|wait|
  tchau|tchauzinho|ate mais|ate logo|ate breve|ate amanha|ate depois|ate a proxima|flw|falou|abraco|abracos|um abraco|abs|bjs|bj|beijo|
  beijos|tmj|bom trabalho|bom descanso|bom fim de semana|boa semana|fica com deus|deus abencoe|deus te abencoe|amem|
  feliz natal|feliz ano novo|chao|chau|adios|hasta luego|hasta pronto|nos vemos|
  bye|bye bye|goodbye|see you|see ya|take care|have a nice day|have a good day|
  tenha um bom dia|tenha uma boa tarde|tenha uma boa noite|
  desculpa|desculpe|desculpas|perdao|foi mal|disculpe|disculpa|perdon|perdona|sorry|excuse me|licenca|com licenca|
  so isso|e so|e so isso|era so isso|por enquanto e so|por enquanto so isso|nada mais|mais nada|nada mas|eso es todo|
  that s all|that is all|pois|ne|ah|oh|hum|hmm|ahn|eh|uau|wow|
  muito|mto|very|much|so much|mucho|mucha|muchas|muy|mesmo assim|tambem|tbm|igualmente|likewise|
  e|y tambien|and|you|voce|vc|voces|vcs|usted|ustedes
`;

const presence = `
  teste|testando|test|testing|prueba|probando|alguem|alguem ai|alguem online|tem alguem|tem alguem ai|ha alguem|
  alguem pode|alguem para me atender|alguem me atende|alguem pode me atender|ta ai|esta ai|voces estao ai|estao ai|
  cade voces|cade vc|cade|cade o suporte|ninguem|ninguem responde|ninguem me responde|
  alguien|alguien ahi|hay alguien|hay alguien ahi|estan ahi|nadie|
  anyone|anybody|anyone there|anybody there|somebody|someone|is anyone there|is anybody there|are you there|nobody|
  me responde|me respondam|me atende|me atendam|
  ajuda|atencao|atencion|help|support|ayuda|uma ajuda|me ajuda|me ajude|me ajudem|preciso de ajuda|preciso de uma ajuda|
  preciso de suporte|preciso de um suporte|preciso de atendimento|gostaria de ajuda|quero ajuda|pode me ajudar|
  podem me ajudar|poderia me ajudar|alguem pode me ajudar|alguem me ajuda|preciso falar com voces|
  necesito ayuda|me puede ayudar|me pueden ayudar|ayudame|help me|i need help|can you help me|could you help me|need help
`;

/** Titles of the menus of bots, Whazing's own wizard's among them, and as people say that they want one. */
const choices = `
  opcao|opcion|option|menu|inicio|voltar|volver|back|start|iniciar|comecar|sair|salir|exit|
  primeira opcao|segunda opcao|terceira opcao|primera opcion|segunda opcion|first option|second option|
  abrir chamado|abrir um chamado|novo chamado|abrir ticket|abrir um ticket|quero abrir um chamado|quero abrir chamado|
  preciso abrir um chamado|preciso abrir chamado|gostaria de abrir um chamado|
  consultar chamado|consultar chamados|consultar meus chamados|meus chamados|consultar ticket|ver chamados|
  falar com humano|falar com um humano|falar com atendente|falar com um atendente|falar com o atendente|
  falar com o suporte|falar com suporte|atendimento humano|humano|quero falar com atendente|
  quero falar com um atendente|falar com alguem|quero falar com alguem|
  abrir caso|abrir un caso|abrir un ticket|abrir ticket nuevo|nuevo ticket|quiero abrir un ticket|consultar tickets|
  consultar mis tickets|mis tickets|hablar con humano|hablar con un humano|hablar con un agente|hablar con agente|
  hablar con soporte|hablar con alguien|quiero hablar con alguien|quiero hablar con un agente|soporte|
  open ticket|open a ticket|i want to open a ticket|new ticket|check ticket|check tickets|my tickets|talk to human|
  talk to a human|talk to an agent|talk to agent|talk to someone|speak to an agent|human|agent
`;

/** Before the number or letter of a choice. */
export const numbering: ReadonlySet<string> = new Set(
  "opcao|opcion|option|numero|number|n|letra|letter|item|quero|quiero|a|o|la".split("|"),
);

/** What tells something though each of its words, somewhere else, does not. */
export const tellingPhrases: ReadonlySet<string> = new Set(["menu iniciar", "menu inicio", "start menu"]);

/** What a customer says of what works again: worth knowing, and no reason to take anything up again. */
const confirmations = `
  resolvido|resolvida|resolveu|resolveram|solucionado|solucionada|solucionou|funcionou|funcionando|funciona|deu certo|
  voltou a funcionar|normalizou|normalizado|agora foi|pode fechar|podem fechar|pode encerrar|podem encerrar|
  esta|ta|ficou|ja|agora|tudo|de|o|chamado|fechar|encerrar|o problema foi|foi|isso|
  resuelto|resuelta|solucionaron|funciono|ya|ahora|todo|esta funcionando|pueden cerrar|puede cerrar|quedo|
  solved|resolved|fixed|works|working|worked|it|is|now|again|that|you can close it|can be closed
`;

/** Said alone, or with thanks behind it, an answer to something; before or after anything else it tells what is not so. */
export const negations: ReadonlySet<string> = new Set(["nao", "n", "nn", "naum", "no", "nop", "nope", "nah"]);

/** What may stand beside such an answer without making a sentence of it: "não ok" tells what is not so. */
export const besideNegation: ReadonlySet<string> = new Set(
  "obrigado|obrigada|obg|brigado|vlw|valeu|gracias|thanks|thank|thx|por|senhor|senhora".split("|"),
);

function readList(list: string): string[] {
  return list
    .split("|")
    .map((phrase) => phrase.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}

/** Each phrase as its words with a space between; single words too. */
export const emptyPhrases: ReadonlySet<string> = new Set(
  [greetings, courtesies, presence, choices].flatMap(readList).map(shortEnds),
);

/** Those, and what says that all is well now. */
export const contentPhrases: ReadonlySet<string> = new Set([
  ...emptyPhrases,
  ...readList(confirmations).map(shortEnds),
]);

/** The most words that one of the phrases has. */
export const longestPhrase = Math.max(...[...contentPhrases].map((phrase) => phrase.split(" ").length));

/**
 * The words that one with letters written again and again may be: "boooa" is "boa", "goood" is "good". Letters written
 * twice are left within a word, where they tell words apart ("caro", "carro"), and count once at its end ("oii").
 */
export function spellings(word: string): readonly [string, string] {
  return [shortEnds(word.replace(/(\p{L})\1{2,}/gu, "$1")), shortEnds(word.replace(/(\p{L})\1{2,}/gu, "$1$1"))];
}

/** Of the letters that people draw out at a word's end, two as one, unless they are the whole word. */
function shortEnds(words: string): string {
  return words.replace(/(?<=\p{L})([aeioumk])\1(?!\p{L})/gu, "$1");
}
