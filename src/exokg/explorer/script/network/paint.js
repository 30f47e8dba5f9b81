import { colour } from "./palette.js";

// The rest is veiled, and only what is chosen is drawn again on top: no node has to be changed.
export const paintChosen = (context, network, chosen, scale) => {
  const view = network.getViewPosition();
  const [width, height] = [context.canvas.width / scale, context.canvas.height / scale];
  context.save();
  context.globalAlpha = 0.8;
  context.fillStyle = colour("ground");
  context.fillRect(view.x - width, view.y - height, 2 * width, 2 * height);
  context.restore();
  for (const id of chosen.edges) {
    const edge = network.body.edges[id];
    if (edge) {
      edge.draw(context);
      edge.drawArrows(context);
    }
  }
  for (const id of chosen.nodes) {
    const node = network.body.nodes[id];
    if (!node) continue;
    if (id === chosen.main) ring(context, node, scale);
    const drawLabel = node.draw(context);
    if (drawLabel?.drawExternalLabel) drawLabel.drawExternalLabel();
  }
};
const ring = (context, node, scale) => {
  context.save();
  context.beginPath();
  context.arc(node.x, node.y, node.options.size + 7 / scale, 0, 2 * Math.PI);
  context.lineWidth = 3 / scale;
  context.strokeStyle = colour("focus");
  context.stroke();
  context.restore();
};
