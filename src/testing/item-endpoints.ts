import { type Answer, AnswerError, crashAnswer, failure, type Json, jsonAnswer, type WireRow } from "./answer.js";
import { canDownload, downloadAnswer } from "./files/download.js";
import type { Multipart } from "./files/multipart.js";
import { receive } from "./files/received.js";
import { isRecord } from "./json.js";
import { listAnswer } from "./list.js";
import type { MessageKey } from "./messages.js";
import { present } from "./present.js";
import type { PhpValue, SimulatedRequest } from "./request.js";
import { documentsOfTicket } from "./resources/document-items.js";
import { resources } from "./resources/index.js";
import type { Context, Input, Outcome, Resource } from "./resources/resource.js";
import { addWithFiles } from "./resources/with-files.js";

/** `/Ticket`, `/Ticket/7`, `/Ticket/7/ITILFollowup`. */
interface ItemPath {
  readonly type: string;
  readonly id: string;
  readonly child: string;
}

/** What one request does with items: read, list, add, change, remove. */
export class ItemEndpoints {
  readonly #context: Context;
  readonly #request: SimulatedRequest;
  readonly #query: Readonly<Record<string, PhpValue>>;
  readonly #multipart: Multipart | undefined;

  constructor(
    context: Context,
    request: SimulatedRequest,
    query: Readonly<Record<string, PhpValue>>,
    multipart: Multipart | undefined,
  ) {
    this.#context = context;
    this.#request = request;
    this.#query = query;
    this.#multipart = multipart;
  }

  answer(path: ItemPath): Answer {
    const resource = resources[path.type];
    if (resource === undefined) throw this.#unknownResource();
    const id = /^\d+$/.test(path.id) ? Number(path.id) : undefined;
    const { method } = this.#request;
    if (method === "GET") return id === undefined ? this.#list(path.type, resource) : this.#get(path, resource, id);
    if (method === "POST" && resource.add !== undefined) {
      const multipart = this.#multipart;
      return multipart === undefined
        ? this.#add(path.type, resource.add)
        : this.#upload(path.type, resource, multipart);
    }
    if (method === "PUT" && id !== undefined && resource.update !== undefined) {
      return this.#update(resource, id, resource.update);
    }
    if (method === "DELETE" && id !== undefined && resource.remove !== undefined) {
      return this.#remove(resource, id, resource.remove);
    }
    throw this.#error(405, "ERROR_METHOD_NOT_ALLOWED", "methodNotAllowed");
  }

  #list(type: string, resource: Resource): Answer {
    if (!resource.canRead(this.#context)) throw this.#rightMissing();
    const rows = resource.list(this.#context, undefined, this.#query);
    return listAnswer(this.#context.database, type, rows, this.#query);
  }

  #get(path: ItemPath, resource: Resource, id: number): Answer {
    const { database } = this.#context;
    const wantsFile = path.type === "Document" && path.child === "" && this.#wantsBytes();
    const document = wantsFile ? database.documents.get(id) : undefined;
    if (document !== undefined && document.file !== null) {
      if (!canDownload(this.#context, document)) throw this.#rightMissing();
      return downloadAnswer(database.version, document.file);
    }
    const row =
      resource.get === undefined
        ? resource.list(this.#context, undefined, {}).find((each) => each.id === id)
        : resource.get(this.#context, id);
    if (row === undefined) throw this.#notFound();
    if (row === "denied" || !resource.canRead(this.#context)) throw this.#rightMissing();
    if (path.child === "") {
      const withDocuments = path.type === "Ticket" && this.#query.with_documents === "true";
      const documents = withDocuments ? { _documents: documentsOfTicket(this.#context, id) } : {};
      return jsonAnswer(200, { ...present(database, row, this.#query), ...documents });
    }
    const child = resources[path.child];
    if (child === undefined) throw this.#unknownResource();
    if (!child.canRead(this.#context)) throw this.#rightMissing();
    const rows = child.list(this.#context, { type: path.type, id }, this.#query);
    return listAnswer(database, path.child, rows, this.#query);
  }

  #wantsBytes(): boolean {
    return this.#request.headers.accept === "application/octet-stream" || this.#query.alt === "media";
  }

  #add(type: string, add: (context: Context, input: Input) => Outcome): Answer {
    const input = this.#input(this.#request.body);
    if (isRecord(input)) {
      const outcome = add(this.#context, input);
      if ("refused" in outcome) throw this.#refused("ERROR_GLPI_ADD", outcome.refused);
      return this.#created(type, outcome.id, { id: outcome.id, message: outcome.message });
    }
    const outcomes = input.map((each) => add(this.#context, each));
    const rows: WireRow[] = outcomes.map((outcome) =>
      "refused" in outcome ? { id: false, message: outcome.refused } : { id: outcome.id, message: outcome.message },
    );
    const failed = outcomes.filter((outcome) => "refused" in outcome).length;
    if (failed === 0) return jsonAnswer(201, rows);
    if (failed === rows.length) throw this.#refused("ERROR_GLPI_ADD", rows);
    return jsonAnswer(207, ["ERROR_GLPI_PARTIAL_ADD", rows]);
  }

  #upload(type: string, resource: Resource, { manifest, files }: Multipart): Answer {
    if (manifest === undefined) {
      if (this.#context.database.version === 11) return crashAnswer();
      throw this.#error(400, "ERROR_JSON_PAYLOAD_INVALID", "jsonInvalid");
    }
    const fields = receive(this.#context, files);
    if (fields === "crash") return crashAnswer();
    const outcome = addWithFiles(this.#context, type, resource, this.#oneInput(manifest), fields);
    if (outcome === "crash") return crashAnswer();
    if ("refused" in outcome) throw this.#refused("ERROR_GLPI_ADD", outcome.refused);
    // However many fields there were, the first is what is told.
    const results = fields
      .slice(0, 1)
      .map((each): [string, Json] => [each.field, each.files.map(({ result }) => result)]);
    const { id, message } = outcome;
    return this.#created(type, id, { id, message, upload_result: Object.fromEntries(results) });
  }

  #update(resource: Resource, id: number, update: NonNullable<Resource["update"]>): Answer {
    const input = this.#oneInput(this.#request.body);
    if (resource.get?.(this.#context, id) === undefined) throw this.#notFound();
    return this.#changed("ERROR_GLPI_UPDATE", update(this.#context, id, input));
  }

  #remove(resource: Resource, id: number, remove: NonNullable<Resource["remove"]>): Answer {
    if (resource.get?.(this.#context, id) === undefined) throw this.#notFound();
    const forcePurge = ["true", "1"].includes(String(this.#query.force_purge));
    return this.#changed("ERROR_GLPI_DELETE", remove(this.#context, id, forcePurge));
  }

  #changed(code: string, outcome: Outcome): Answer {
    if ("refused" in outcome) throw this.#refused(code, outcome.refused);
    return jsonAnswer(200, [{ [outcome.id]: true, message: outcome.message }]);
  }

  #created(type: string, id: number, body: Json): Answer {
    return jsonAnswer(201, body, { location: `${this.#context.base}/${type}/${id}` });
  }

  #input(body: unknown): Input | readonly Input[] {
    const input = isRecord(body) ? body.input : undefined;
    if (isRecord(input)) return input;
    if (Array.isArray(input) && input.length > 0 && input.every(isRecord)) return input;
    throw this.#error(400, "ERROR_BAD_ARRAY", "inputMissing");
  }

  #oneInput(body: unknown): Input {
    const input = this.#input(body);
    if (isRecord(input)) return input;
    throw this.#error(400, "ERROR_BAD_ARRAY", "inputMissing");
  }

  #refused(code: string, detail: Json): AnswerError {
    return new AnswerError(jsonAnswer(400, [code, detail]));
  }

  #rightMissing(): AnswerError {
    return this.#error(403, "ERROR_RIGHT_MISSING", "permissionDenied");
  }

  #notFound(): AnswerError {
    return this.#error(404, "ERROR_ITEM_NOT_FOUND", "itemNotFound");
  }

  #unknownResource(): AnswerError {
    return this.#error(400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resourceUnknown");
  }

  #error(status: number, code: string, key: MessageKey): AnswerError {
    return failure(this.#context.database.version, status, code, key);
  }
}
