import type { GlpiVersion } from "./rows.js";

interface Message {
  readonly 10: string;
  readonly 11: string;
  /** GLPI adds where its documentation explains the error. */
  readonly documented?: boolean;
}

/** GLPI's texts as recorded, in pt-BR from 10 and in English from 11; `%s` is the detail. */
const texts = {
  documentation: {
    10: "; ver documentação em seu navegador em https://glpi.example.test/glpi/api/%s",
    11: "; view documentation in your browser at https://glpi.example.test/glpi/api.php/v1/%s",
  },
  added: { 10: "Item adicionado com sucesso: %s", 11: "Item successfully added: %s" },
  linkedTicket: { 10: "Chamado relacionado - ID %s", 11: "Linked ticket - ID %s" },
  apiDisabled: { 10: "API desativada", 11: "API disabled" },
  ipRefused: {
    10: "Não há um cliente de API ativo que corresponda a seu endereço IP na configuração (%s)",
    11: "There isn't an active API client matching your IP address in the configuration (%s)",
  },
  appTokenMissing: { 10: "faltando o parâmetro app_token", 11: "missing parameter app_token", documented: true },
  appTokenWrong: {
    10: "o parâmetro app_token parece ser inválido",
    11: "parameter app_token seems wrong",
    documented: true,
  },
  credentialsMissing: {
    10: "os parâmetros login, senha ou user_token estão faltando",
    11: "parameter(s) login, password or user_token are missing",
    documented: true,
  },
  userTokenWrong: { 10: "o parâmetro user_token parece ser inválido", 11: "parameter user_token seems invalid" },
  sessionTokenMissing: {
    10: "o parâmetro session_token está faltando ou vazio",
    11: "parameter session_token is missing or empty",
    documented: true,
  },
  sessionTokenInvalid: { 10: "session_token parece ser inválido", 11: "session_token seems invalid" },
  itemNotFound: { 10: "Item não encontrado", 11: "Item not found" },
  resourceUnknown: {
    10: "recurso não localizado ou não é uma instância de CommonDBTM",
    11: "resource not found or not an instance of CommonDBTM",
    documented: true,
  },
  methodNotAllowed: { 10: "Método não permitido", 11: "Method Not Allowed", documented: true },
  permissionDenied: {
    10: "Você não tem permissão para executar essa ação.",
    11: "You don't have permission to perform this action.",
  },
  reopenWithoutReason: {
    10: "Se você quer reabrir este item, deve informar um motivo",
    11: "If you want to reopen this item, you must specify a reason",
  },
  followUpWithoutText: {
    10: "Você não pode adicionar um acompanhamento sem descrição",
    11: "You can&#039;t add a followup without description",
  },
  solutionApproved: { 10: "Solução aprovada", 11: "Solution approved" },
  loginTaken: {
    10: "Não foi possível adicionar. O usuário já existe.",
    11: "Unable to add. The user already exists.",
  },
  loginInvalid: {
    10: "O login não é válido. Não foi possível adicionar o usuário.",
    11: "The login is not valid. Unable to add the user.",
  },
  titleTooLong: {
    10: "%s",
    11: "MySQL query error: Data too long for column 'name' at row 1 (1406) in SQL query \"%s\".",
  },
  nothing: { 10: "", 11: "" },
  jsonInvalid: { 10: "JSON payload seems not valid", 11: "JSON payload seems not valid" },
  inputMissing: {
    10: "o parâmetro de entrada deve ser um vetor de objetos",
    11: "input parameter must be an array of objects",
    documented: true,
  },
  searchOptionUnknown: {
    10: "ID de campo inválido nos critérios de pesquisa",
    11: "Bad field ID in search criteria",
    documented: true,
  },
  criteriaMalformed: {
    10: "Critérios de pesquisa malformados",
    11: "Malformed search criteria",
    documented: true,
  },
  rangeMalformed: {
    10: "range must be in format : [start-end] with integers",
    11: "range must be in format : [start-end] with integers",
    documented: true,
  },
  rangeExceeds: {
    10: "Provided range exceed total count of data: %s",
    11: "Provided range exceed total count of data: %s",
    documented: true,
  },
  sortUnknown: {
    10: "sort param is not a field of the table",
    11: "sort param is not a field of the table",
    documented: true,
  },
  fileNotFound: { 10: "Arquivo %s não encontrado.", 11: "File %s not found." },
  fileTypeRefused: { 10: "Tipo de arquivo não permitido", 11: "Filetype not allowed" },
  fileOverPhpLimit: {
    10: "O arquivo enviado excede a diretiva upload_max_filesize no php.ini",
    11: "The uploaded file exceeds the upload_max_filesize directive in php.ini",
  },
  postTooBig: { 10: "The file seems too big", 11: "The file seems too big" },
  documentCopied: { 10: "Cópia do documento realizada com sucesso.", 11: "Document copy succeeded." },
  ticketDocument: { 10: "Documento: Chamado - %s", 11: "Document: Ticket - %s" },
  followUpDocument: { 10: "Documento: Acompanhamento - Acompanhamentos", 11: "Document: Followup - Followups" },
  fileTooBig: { 10: "O arquivo é muito grande", 11: "File is too big" },
} satisfies Record<string, Message>;

export type MessageKey = keyof typeof texts;

export const messages: Readonly<Record<MessageKey, Message>> = texts;

export function message(version: GlpiVersion, key: MessageKey, detail = ""): string {
  return messages[key][version].replace("%s", () => detail);
}
