// Labels keep their size, so the margin for them is in screen pixels.
export const roomy = (size, margin) => Math.max(size - margin, size * 0.6);

export const boundsOf = (nodes) => {
  if (!nodes.length) return null;
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    left,
    top,
    width: right - left,
    height: bottom - top,
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
  };
};

export const middleOf = (edge, byId) => {
  const [a, b] = [byId.get(edge.from), byId.get(edge.to)];
  const [x, y] = bend(edge, a, b);
  return [(a.x + b.x + 2 * x) / 4, (a.y + b.y + 2 * y) / 4];
};
// The control point of a curved edge, as vis-network's curvedCW and curvedCCW place it.
export const bend = (edge, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = [0, 0.14, 0.28][Math.abs(edge.curve || 0)] * Math.sign(edge.curve || 0) * 2;
  return [(a.x + b.x) / 2 + (dy * share) / 2, (a.y + b.y) / 2 - (dx * share) / 2];
};

const corners = (count, radius, turn) =>
  Array.from({ length: count }, (_, i) => [
    radius * Math.cos(turn + (2 * Math.PI * i) / count),
    radius * Math.sin(turn + (2 * Math.PI * i) / count),
  ]);
const starPoints = (radius) =>
  Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? radius * 0.5 : radius * 1.18;
    return [r * Math.sin((2 * Math.PI * i) / 10), -r * Math.cos((2 * Math.PI * i) / 10)];
  });
export const polygon = {
  hexagon: (r) => corners(6, r, 0),
  square: (r) => [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ],
  triangle: (r) => [
    [0, -r * 1.15],
    [r, r * 0.72],
    [-r, r * 0.72],
  ],
  diamond: (r) => [
    [0, -r],
    [r, 0],
    [0, r],
    [-r, 0],
  ],
  star: starPoints,
};
