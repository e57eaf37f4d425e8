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
])("reads no more than the beginning of megabytes of %s", (_what, piece) => {
  expect(htmlToText(piece.repeat(3_000_000 / piece.length)).length).toBeLessThanOrEqual(300_000);
});
