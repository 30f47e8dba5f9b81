import assert from "node:assert/strict";
import test from "node:test";
import { termsOf } from "../../../src/exokg/server/script/learning.js";
import { spring } from "../../../src/exokg/server/script/spring.js";

test("a VoID description names its classes and properties", () => {
  const description = [
    "<x> <http://rdfs.org/ns/void#class> <https://example.org/B> .",
    "<x> <http://rdfs.org/ns/void#class> <https://example.org/A> .",
    "<y> <http://rdfs.org/ns/void#class> <https://example.org/A> .",
    "<x> <http://rdfs.org/ns/void#property> <https://example.org/p> .",
  ].join("\n");
  assert.deepEqual(termsOf(description), {
    class: ["https://example.org/A", "https://example.org/B"],
    property: ["https://example.org/p"],
  });
});

test("the same network is placed the same, apart and within its frame", () => {
  const draw = () => {
    const nodes = Array.from({ length: 9 }, (_, at) => ({ text: String(at), x: 0, y: 0 }));
    spring(
      nodes,
      nodes.slice(1).map((to) => ({ from: nodes[0], to })),
    );
    return nodes.map(({ x, y }) => [x, y]);
  };
  const places = draw();
  assert.deepEqual(places, draw());
  for (const [x, y] of places) assert.ok(x >= 20 && x <= 860 && y >= 20 && y <= 680);
  for (const [nth, [x, y]] of places.entries())
    for (const [a, b] of places.slice(0, nth)) assert.ok(Math.hypot(x - a, y - b) > 20);
});
