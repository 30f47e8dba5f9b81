import { el } from "../base/dom.js";

export const svgText = (node) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(node)}\n`;

// Paints an SVG on a canvas of twice its size, as a PNG blob.
export const toPng = (node) =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([svgText(node)], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const [width, height] = ["width", "height"].map((side) => Number(node.getAttribute(side)));
      const scale = Math.min(2, 8000 / Math.max(width, height));
      const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be painted"));
    image.src = address;
  });
