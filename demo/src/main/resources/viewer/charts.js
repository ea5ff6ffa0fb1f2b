"use strict";

/** The charts of the last five minutes. */
const Charts = (() => {
  const POINTS = 300;
  /** Told apart by more than their colour; further groups begin again with the first. */
  const LINES = [
    {color: "--finished", key: "key-a"}, {color: "--run-l", dash: [6, 4], key: "key-b"},
    {color: "--retry", dash: [2, 3], key: "key-c"}, {color: "--ok", dash: [12, 3, 2, 3], key: "key-d"},
  ];
  let points = [];
  let charts = [];
  let groups = [];

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function axis() {
    return {stroke: color("--soft"), grid: {stroke: color("--line"), width: 1}, ticks: {show: false}, font: "12px system-ui"};
  }

  function clock(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString("en-GB");
  }

  function chart(id, series) {
    const place = document.getElementById(id);
    place.textContent = "";
    return new uPlot({
      width: Math.max(200, place.clientWidth), height: 170, cursor: {show: false}, legend: {show: false},
      scales: {y: {range: (plot, low, high) => [0, Math.max(10, (high || 0) * 1.1)]}},
      axes: [{...axis(), space: 70, values: (plot, times) => times.map(clock)}, {...axis(), size: 54}],
      series: [{}, ...series.map(line => ({stroke: color(line.color), width: 2, dash: line.dash, points: {show: false}}))],
    }, data(id), place);
  }

  function data(id) {
    const at = points.map(point => point.at / 1000);
    return id === "lag"
      ? [at, ...groups.map(group => points.map(point => point.lag[group] ?? null))]
      : [at, points.map(point => point.finished), points.map(point => point.produced)];
  }

  function build() {
    charts.forEach(each => each.plot.destroy());
    charts = [
      {id: "throughput", plot: chart("throughput", LINES.slice(0, 2))},
      {id: "lag", plot: chart("lag", groups.map(line))},
    ];
    document.getElementById("lag-keys").replaceChildren(...groups.map(key));
    show();
  }

  function line(group, place) {
    return LINES[place % LINES.length];
  }

  function key(group, place) {
    const made = document.createElement("span");
    made.className = `key ${line(group, place).key}`;
    made.textContent = group;
    return made;
  }

  /** The lag chart has a line for each group of the last minutes. */
  function findGroups() {
    const found = [...new Set(points.flatMap(point => Object.keys(point.lag)))].sort();
    if (found.join("\n") === groups.join("\n")) {
      show();
    } else {
      groups = found;
      build();
    }
  }

  function lagNow(lag) {
    const known = Object.keys(lag).sort();
    if (known.length === 0) return "not known";
    return known.length === 1 ? `now ${lag[known[0]]}` : `now ${known.map(group => `${group} ${lag[group]}`).join(", ")}`;
  }

  function show() {
    charts.forEach(each => each.plot.setData(data(each.id)));
    const last = points[points.length - 1];
    if (last) {
      document.getElementById("throughput-now").textContent =
        `now ${Math.round(last.finished)} finished, ${Math.round(last.produced)} produced`;
      document.getElementById("lag-now").textContent = lagNow(last.lag);
    }
  }

  function history(all) {
    points = all;
    findGroups();
  }

  function add(point) {
    if (points.length && points[points.length - 1].at >= point.at) return;
    points.push(point);
    if (points.length > POINTS) points.shift();
    findGroups();
  }

  function resize() {
    for (const each of charts) {
      each.plot.setSize({width: Math.max(200, document.getElementById(each.id).clientWidth), height: 170});
    }
  }

  return {build, history, add, resize};
})();
