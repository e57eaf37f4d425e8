import { readFileSync } from "node:fs";
import fc from "fast-check";
import { decode } from "html-entities";
import { describe, expect, it } from "vitest";
import { decodeGlpiText, textToHtml } from "../../src/glpi/rich-text.js";

interface Recording {
  request: { body: { input: { name: string; content: string } } };
  response: { body: { name: string; content: string; data: { 1: string; 21: string }[] } };
}

function recording(version: string, name: string): Recording {
  return JSON.parse(readFileSync(new URL(`../fixtures/glpi/${version}/${name}.json`, import.meta.url), "utf8"));
}

/** How GLPI 10 answers what it was sent; GLPI 11 answers it as it is. See recordings 26 and 27. */
function asGlpi10(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."<>&\"'#;/p \n\r\u0000\u2028😀é", "&lt;", "&#60;", "<b>", "</p>") }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

describe("textToHtml", () => {
  it.each([
    ["plain words", "Impressora parada", "<p>Impressora parada</p>"],
    ["nothing", "", "<p></p>"],
    ["all that means something in HTML", `<b a="1" c='2'>&`, "<p>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>"],
    ["what is escaped already, once more", "&lt;b&gt; &#60;", "<p>&amp;lt;b&amp;gt; &amp;#60;</p>"],
    ["a script", "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"],
    ["a Windows line break", "a\r\nb", "<p>a<br>b</p>"],
    ["an old Mac line break", "a\rb", "<p>a<br>b</p>"],
    ["a Unix line break", "a\nb", "<p>a<br>b</p>"],
    ["Unicode's line and paragraph separators", "a\u2028b\u2029c", "<p>a<br>b<br>c</p>"],
    ["a blank line", "a\r\n\r\nb", "<p>a<br><br>b</p>"],
    ["a line break with a NUL in its middle", "a\r\u0000\nb", "<p>a<br>b</p>"],
    ["NUL and other control characters", "a\u0000\u0001\u001b[0m\u007f\u0090b", "<p>a[0mb</p>"],
    ["a tab", "a\tb", "<p>a\tb</p>"],
    ["emoji and accents", "Olá 👩‍👩‍👧 é", "<p>Olá 👩‍👩‍👧 é</p>"],
    ["half of an emoji", "a\ud83d b\ude00", "<p>a\ufffd b\ufffd</p>"],
  ])("writes %s", (_name, text, html) => {
    expect(textToHtml(text)).toBe(html);
  });

  it("makes no tag but its paragraph and line breaks, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = textToHtml(text);
        expect(html.match(/^<p>.*<\/p>$/s)).not.toBeNull();
        expect(html.slice(3, -4).replaceAll("<br>", "")).not.toMatch(/[<>"']/);
      }),
    );
  });

  it("keeps all that was written: decoded, it reads as the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = decode(textToHtml(text).slice(3, -4).replaceAll("<br>", "\n"));
        const written = [...text.replace(/(?![\t\n\v\f\r\u0085])\p{Cc}/gu, "")]
          .map((character) => (/^[\ud800-\udfff]$/.test(character) ? "\ufffd" : character))
          .join("");
        expect(shown).toBe(written.replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, "\n"));
      }),
    );
  });

  it("gives what survives JSON in UTF-8", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = textToHtml(text);
        expect(Buffer.from(html, "utf8").toString("utf8")).toBe(html);
      }),
    );
  });

  it("escapes what GLPI was seen to store right", () => {
    for (const version of ["10.0.14", "11.0.6"]) {
      const { content } = recording(version, "26-ticket-add").request.body.input;
      expect(content).toBe(`${textToHtml("Olá & bom dia 😀")}${textToHtml("5 < 6")}`);
    }
  });

  it("never is the text without a tag that GLPI 10 takes for encoded already", () => {
    const trap = recording("10.0.14", "42-followup-add-escaped-only").request.body.input.content;
    expect(trap).not.toMatch(/<\w/);
    expect(textToHtml(decode(trap))).toBe(`<p>${trap}</p>`);
  });
});

describe("decodeGlpiText", () => {
  for (const version of ["10.0.14", "11.0.6"]) {
    const sent = recording(version, "26-ticket-add").request.body.input;

    it(`reads title and content of a ticket on GLPI ${version}`, () => {
      const ticket = recording(version, "27-ticket-get").response.body;
      expect(decodeGlpiText(ticket.name)).toBe(sent.name);
      expect(decodeGlpiText(ticket.content)).toBe(sent.content);
    });

    it(`reads titles and contents found on GLPI ${version}`, () => {
      const [open] = recording(version, "36-ticket-search-open").response.body.data;
      const [marked] = recording(version, "40-ticket-search-by-content-marker").response.body.data;
      expect(open && decodeGlpiText(open[1])).toBe(sent.name);
      expect(marked && decodeGlpiText(marked[21])).toBe(sent.content);
    });
  }

  it.each([
    ["GLPI's empty text", null, ""],
    ["nothing", "", ""],
    ["plain words", "Impressora parada", "Impressora parada"],
    ["the three of GLPI 10", "&#60;b&#62; &#38; c", "<b> & c"],
    ["an entity that the customer wrote, on GLPI 10", "&#38;lt;", "&lt;"],
    ["GLPI 10's form of GLPI 10's form, once", "&#38;#60;", "&#60;"],
    ["an ampersand on GLPI 11", "Compras & vendas", "Compras & vendas"],
    ["an entity that the customer wrote, on GLPI 11", "tela com &lt;b&gt;", "tela com &lt;b&gt;"],
    ["other numbers", "&#39;&#34;&#160;", "&#39;&#34;&#160;"],
    ["GLPI 11's raw form about GLPI 10's", "<b> as &#60;b&#62;", "<b> as &#60;b&#62;"],
  ])("reads %s", (_name, value, text) => {
    expect(decodeGlpiText(value)).toBe(text);
  });

  it("reads back every title from GLPI 10", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(decodeGlpiText(asGlpi10(title))).toBe(title);
      }),
    );
  });

  it("reads back every title from GLPI 11 that is not about GLPI 10's form", () => {
    fc.assert(
      fc.property(anyText, (title) => {
        fc.pre(!/&#(60|62|38);/.test(title));
        expect(decodeGlpiText(title)).toBe(title);
      }),
    );
  });

  it("reads back every content that was made of a message, from both versions", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = textToHtml(text);
        expect(decodeGlpiText(asGlpi10(html))).toBe(html);
        expect(decodeGlpiText(html)).toBe(html);
      }),
    );
  });
});
