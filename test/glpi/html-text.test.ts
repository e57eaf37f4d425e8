import fc from "fast-check";
import { expect, it } from "vitest";
import { htmlToText } from "../../src/glpi/html-text.js";

it.each([
  ["<p>Oi &amp; tchau</p><p>b<br>c</p>", "Oi & tchau\n\nb\nc"],
  // As GLPI 10 answers it.
  ["&#60;p&#62;Era o cabo &#38;amp; mais&#60;/p&#62;", "Era o cabo & mais"],
  ["só texto\ne mais", "só texto e mais"],
  ["<ul><li>um</li><li><p>dois</p><ul><li>x</li></ul></li></ul>", "• um\n• dois\n  • x"],
  ["<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"],
  ["<ul><li></li><li>x</li></ul>", "•\n• x"],
  ["Veja <a href='https://x.example/a?b=1&amp;c=2'>o manual</a>.", "Veja o manual (https://x.example/a?b=1&c=2)."],
  ["<a href='https://y.example/'>https://y.example</a>", "https://y.example"],
  ["<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example"],
  ["<a href='https://y.example/z'><img src='x'></a>", "https://y.example/z"],
  // What leads nowhere outside GLPI.
  ["<a href='javascript:alert(1)'>aqui</a> <a href='/front/document.send.php?docid=1'>foto</a>", "aqui foto"],
  ["a<script>alert(1)</script><style>p{}</style>b", "ab"],
  ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
  ["<pre>a\n  b</pre>", "a\n  b"],
  ["<p class='wz-x'>[24/11/2026 10:00] oi</p>", "[24/11/2026 10:00] oi"],
  ["um\u202edois\u0007", "um dois"],
  ["<p>&nbsp;</p><p><br></p>", ""],
])("%j says %j", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

it("of nothing is nothing", () => {
  expect(htmlToText(null)).toBe("");
  expect(htmlToText("")).toBe("");
});

it.each([
  ["<p>É o <strong>cabo azul</strong>, <em>não</em> o <del>preto</del>.</p>", "É o *cabo azul*, _não_ o ~preto~."],
  ["<h2>Passos</h2><p>a</p>", "*Passos*\n\na"],
  // A heading in bold is bold once.
  ["<h1><b>Passos</b> <i>finais</i></h1>", "*Passos _finais_*"],
  ["<b><i><s>tudo</s></i></b>", "*_~tudo~_*"],
  // As GLPI 10 answers it.
  ["&#60;p&#62;&#60;b&#62;a &#38;amp; b&#60;/b&#62;&#60;/p&#62;", "*a & b*"],
  // Spaces stay outside, line breaks too.
  ["<p>a<b> b </b>c</p>", "a *b* c"],
  ["<p><b>a</b> <b>b</b></p>", "*a b*"],
  ["<p><b>a<br>b</b></p>", "*a*\n*b*"],
  ["<b><p>a</p><p>b</p></b>", "*a*\n\n*b*"],
  ["<pre><b>a\n  b </b></pre>", "*a*\n  *b*"],
  // Nothing is set in nothing.
  ["<p>a <b></b><b> </b><b>&nbsp;</b>b</p>", "a b"],
  ["<b><ul><li>um</li><li>dois</li></ul></b>", "• *um*\n• *dois*"],
  ["<ol><li><b>um</b>: x</li></ol>", "1. *um*: x"],
  // Within a word, and beside a sign, the signs would be shown.
  ["pre<b>fix</b> e <b>suf</b>ixo", "prefix e sufixo"],
  ["<b>a</b><i>b</i>", "ab"],
  ["2*<b>a</b>", "2*a"],
  ["<b>2*3</b> e <i>2*3</i> e <i>um_nome</i>", "2*3 e _2*3_ e um_nome"],
  ["<b>(a)</b>,<i>“b”</i>", "*(a)*,_“b”_"],
  ["*a* e _b_", "*a* e _b_"],
  // An address stands free.
  ["<b>veja <a href='https://x.example/a_b'>o manual</a> já</b>", "*veja o manual* (https://x.example/a_b) *já*"],
  ["<b>https://x.example/a</b>", "https://x.example/a"],
  ["<b>aberto", "*aberto*"],
  ["fechado</b> x", "fechado x"],
  ["<script><b>a</b></script><b>b</b>", "*b*"],
])("%j with its signs is %j", (html, text) => {
  expect(htmlToText(html, { bold: true })).toBe(text);
});

it("without its signs says the same with them and without", () => {
  const piece = fc.constantFrom(
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<s>",
    "</s>",
    "<li>",
    "<br>",
    "<p>",
    "x",
    " ",
    ".",
    "<pre>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const html = pieces.join("");
      const marked = htmlToText(html, { bold: true });
      expect(marked.replace(/[*_~]/g, "")).toBe(htmlToText(html));
      // Each sign stands at a word's edge, in pairs, on one line.
      for (const line of marked.split("\n")) {
        for (const sign of ["*", "_", "~"]) expect((line.split(sign).length - 1) % 2).toBe(0);
        expect(line).not.toMatch(/x[*_~]+x/);
      }
    }),
  );
});

it("of whatever there is neither throws nor has more than two line breaks in a row", () => {
  const piece = fc.constantFrom(
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<li>",
    "<a href='http://x'>",
    "</a>",
    "<br>",
    "&lt;",
    "x",
    " ",
    "<",
    "</pre>",
    "<pre>",
    "</script>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(htmlToText(pieces.join(""))).not.toMatch(/\n{3}/);
    }),
  );
});

it.each([
  ["nested blocks", "<div>"],
  ["nested lists", "<ul><li>"],
  ["links", "<a href='http://x'>"],
  ["entities", "&"],
  ["tags that do not end", "<"],
  ["bold", "<b>x "],
  ["what is bold and not", "<b>x</b>x"],
  ["spaces in bold", "<pre><b> "],
])("reads no more than the beginning of megabytes of %s", (_what, piece) => {
  const html = piece.repeat(3_000_000 / piece.length);
  expect(htmlToText(html).length).toBeLessThanOrEqual(300_000);
  expect(htmlToText(html, { bold: true }).length).toBeLessThanOrEqual(600_000);
});
