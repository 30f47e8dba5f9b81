const touches = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Boxes by a grid of cells, so that asking what is in the way stays cheap with many labels.
export class Ground {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }
  *keys(box) {
    for (let x = Math.floor(box.x / this.cell); x <= Math.floor((box.x + box.w) / this.cell); x += 1)
      for (let y = Math.floor(box.y / this.cell); y <= Math.floor((box.y + box.h) / this.cell); y += 1)
        yield `${x},${y}`;
  }
  free(box, own, lightly) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.of !== own && !(lightly && other.mark) && touches(box, other)) return false;
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}
