export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const FILL = {
  hexagon: "#E69F00",
  square: "#009E73",
  triangle: "#F0E442",
  diamond: "#CC79A7",
  star: "#D55E00",
  dot: "#56B4E9",
  box: "#0072B2",
};
