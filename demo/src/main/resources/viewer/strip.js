"use strict";

/** Draws strips: what each state looks like, in colour and in pattern, and what it is called. */
const Strip = (() => {
  const CELLS = {
    p: {name: "committed", color: "--committed", text: "Committed: the broker knows; never delivered again."},
    c: {name: "to commit", color: "--to-commit", pattern: "dots", text: "Finished, below the watermark: the next commit says so."},
    f: {name: "finished above the watermark", color: "--finished", text: "Finished out of order, above the watermark; a crash does not repeat it once the commit has it."},
    w: {name: "waiting", color: "--waiting", ink: "--waiting-ink", pattern: "dots", text: "Waiting for a free handler, or for an earlier record of its key; at the end, for the next owner."},
    r: {name: "running", color: "--run", text: "Running for less than a second."},
    s: {name: "running for seconds", color: "--run-s", pattern: "lines", text: "Running for one to five seconds."},
    l: {name: "running for long", color: "--run-l", pattern: "dense", text: "Running for more than five seconds: the slow one that the watermark waits for."},
    t: {name: "waiting for a retry", color: "--retry", pattern: "slant", text: "An attempt failed; waiting for the next one."},
    h: {name: "held after failing", color: "--held", pattern: "cross", text: "Attempts used up: it holds its key, or becomes a dead letter."},
    g: {name: "no record", color: "--gap", text: "No record has this offset."},
  };
  const MARKS = {
    committed: "Committed offset: where a new owner begins.",
    watermark: "Watermark: the lowest offset that is not finished. It waits for the slowest record.",
  };
  /** What may be one among thousands and is to be seen nevertheless, and how wide in pixels. */
  const SEEN = {r: 1.5, s: 4, l: 4, t: 4, h: 4};
  let colors = {};

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    colors = {};
    for (const name of [...Object.values(CELLS).flatMap(cell => [cell.color, cell.ink]), "--mark", "--soft", "--accent"]) {
      if (name) colors[name] = style.getPropertyValue(name).trim();
    }
  }

  function prepare(canvas) {
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const ink = canvas.getContext("2d");
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, width, height);
    return {ink, width, height};
  }

  /** Fills a rectangle with a state's colour, and where there is room with its pattern. */
  function fill(ink, letter, x, y, width, height) {
    const cell = CELLS[letter];
    ink.fillStyle = colors[cell.color];
    ink.fillRect(x, y, Math.max(width, 1), height);
    if (cell.pattern && width >= 3) {
      ink.save();
      ink.beginPath();
      ink.rect(x, y, width, height);
      ink.clip();
      ink.strokeStyle = ink.fillStyle = cell.ink ? colors[cell.ink] : "rgba(0, 0, 0, .45)";
      ink.lineWidth = 1;
      pattern(ink, cell.pattern, x, y, width, height);
      ink.restore();
    }
  }

  function pattern(ink, kind, x, y, width, height) {
    const step = kind === "dense" ? 3 : 6;
    ink.beginPath();
    if (kind === "dots") {
      for (let i = x - x % 5 + 2; i < x + width; i += 5) {
        for (let j = y + 3; j < y + height; j += 5) ink.rect(i, j, 1, 1);
      }
      ink.fill();
      return;
    }
    if (kind === "lines" || kind === "dense") {
      for (let j = y + 2; j < y + height; j += step) { ink.moveTo(x, j + .5); ink.lineTo(x + width, j + .5); }
    }
    if (kind === "slant" || kind === "cross") {
      for (let i = x - height - (x % step); i < x + width; i += step) { ink.moveTo(i, y + height); ink.lineTo(i + height, y); }
    }
    if (kind === "cross") {
      for (let i = x - height - (x % step); i < x + width; i += step) { ink.moveTo(i, y); ink.lineTo(i + height, y + height); }
    }
    ink.stroke();
  }

  function parse(text) {
    return [...text.matchAll(/([a-z])(\d+)/g)].map(found => ({letter: found[1], cells: Number(found[2])}));
  }

  /** Draws a partition; span is how many offsets the whole width stands for, so that strips may be compared. */
  function draw(canvas, partition, span) {
    const {ink, width, height} = prepare(canvas);
    const lead = 26, top = 7, bar = height - 14;
    const runs = parse(partition.cells);
    const scale = (width - lead - 4) / Math.max(span, 1);
    fill(ink, "p", 0, top, lead, bar);
    const narrow = [];
    let offset = 0;
    for (const run of runs) {
      const x = lead + offset * scale;
      offset += run.cells * partition.per;
      const end = Math.min(lead + offset * scale, width - 4);
      fill(ink, run.letter, x, top, end - x, bar);
      if (run.letter !== "g" && (end - x) / run.cells > 5) grid(ink, x, end, run.cells, top, bar);
      if (SEEN[run.letter] > end - x) narrow.push([run.letter, x]);
    }
    narrow.forEach(([letter, x]) => fill(ink, letter, x, top, SEEN[letter], bar));
    mark(ink, lead - 1, height, true);
    if (partition.watermark >= 0) {
      const above = runs.length ? Math.max(0, partition.watermark - partition.first) : 0;
      const at = lead + Math.min(above * scale, width - lead - 4);
      mark(ink, at - 1, height, false);
    }
  }

  function grid(ink, x, end, cells, top, bar) {
    ink.strokeStyle = "rgba(128, 128, 128, .35)";
    ink.lineWidth = 1;
    ink.beginPath();
    for (let i = 1; i <= cells; i++) {
      const at = Math.round(x + (end - x) * i / cells) - .5;
      ink.moveTo(at, top);
      ink.lineTo(at, top + bar);
    }
    ink.stroke();
  }

  /** The committed offset points up from below, the watermark down from above. */
  function mark(ink, x, height, below) {
    const tip = below ? height - 7 : 7, base = below ? height : 0;
    ink.strokeStyle = ink.fillStyle = colors["--mark"];
    ink.lineWidth = below ? 1 : 2;
    ink.beginPath();
    ink.moveTo(x, below ? 7 : 5);
    ink.lineTo(x, height - (below ? 5 : 7));
    ink.stroke();
    ink.beginPath();
    ink.moveTo(x, tip);
    ink.lineTo(x - 5, base);
    ink.lineTo(x + 5, base);
    ink.closePath();
    if (below) { ink.fillStyle = colors["--soft"]; }
    ink.fill();
  }

  function offsets(partition) {
    return parse(partition.cells).reduce((sum, run) => sum + run.cells, 0) * partition.per;
  }

  function describe(partition) {
    const count = {};
    for (const run of parse(partition.cells)) count[run.letter] = (count[run.letter] || 0) + run.cells;
    const parts = Object.entries(count).filter(([letter]) => letter !== "g")
      .map(([letter, cells]) => `${cells} ${CELLS[letter].name}`);
    return `${partition.topic}-${partition.partition}: committed ${partition.committed < 0 ? "nothing yet" : partition.committed}, `
      + `watermark ${partition.watermark}; ${parts.length ? parts.join(", ") : "nothing in flight"}`
      + (partition.per > 1 ? `, in cells of ${partition.per} offsets` : "");
  }

  function legend(list) {
    list.textContent = "";
    const entries = [...Object.keys(CELLS).map(letter => [letter, CELLS[letter].text]),
      ["watermark", MARKS.watermark], ["committed", MARKS.committed]];
    for (const [what, text] of entries) {
      const item = document.createElement("li");
      const canvas = document.createElement("canvas");
      canvas.setAttribute("aria-hidden", "true");
      const words = document.createElement("span");
      words.textContent = text;
      item.append(canvas, words);
      list.append(item);
      const {ink, width, height} = prepare(canvas);
      if (CELLS[what]) fill(ink, what, 0, 0, width, height);
      else mark(ink, width / 2, height, what === "committed");
    }
  }

  return {draw, describe, legend, readColors, offsets};
})();
