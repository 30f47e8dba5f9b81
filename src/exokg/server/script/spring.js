// A spring layout from a fixed start: the same answer gives the same picture.
const STEPS = 120;
/** @type {(value: number, least: number, most: number) => number} */
const within = (value, least, most) => Math.min(most, Math.max(least, value));

/** @type {(nodes: NetworkNode[], edges: { from: NetworkNode, to: NetworkNode }[]) => void} */
export const spring = (nodes, edges) => {
  nodes.forEach((node, at) => {
    node.x = 500 + 330 * Math.cos((2 * Math.PI * at) / nodes.length);
    node.y = 350 + 250 * Math.sin((2 * Math.PI * at) / nodes.length);
  });
  for (let step = 0; step < STEPS; step += 1) {
    const heat = 12 * (1 - step / STEPS);
    const moves = new Map(nodes.map((node) => [node, [0, 0]]));
    const push = (/** @type {NetworkNode} */ node, /** @type {number} */ x, /** @type {number} */ y) => {
      const [a, b] = moves.get(node) || [0, 0];
      moves.set(node, [a + x, b + y]);
    };
    for (const a of nodes)
      for (const b of nodes) {
        const far = Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1);
        const force = 9000 / far ** 2.5;
        push(a, (a.x - b.x) * force, (a.y - b.y) * force);
      }
    for (const { from, to } of edges) {
      const pull = Math.hypot(to.x - from.x, to.y - from.y) / 3600;
      push(from, (to.x - from.x) * pull, (to.y - from.y) * pull);
      push(to, (from.x - to.x) * pull, (from.y - to.y) * pull);
    }
    for (const [node, [x, y]] of moves) {
      const share = Math.min(1, heat / Math.max(Math.hypot(x, y), 1e-6));
      node.x = within(node.x + x * share, 20, 860);
      node.y = within(node.y + y * share, 20, 680);
    }
  }
};
