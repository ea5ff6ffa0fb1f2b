"use strict";

/** The charts of the last five minutes. */
const Charts = (() => {
  const POINTS = 300;
  let points = [];
  let charts = [];

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
      ? [at, points.map(point => point.lag < 0 ? null : point.lag)]
      : [at, points.map(point => point.finished), points.map(point => point.produced)];
  }

  function build() {
    charts.forEach(each => each.plot.destroy());
    charts = [
      {id: "throughput", plot: chart("throughput", [{color: "--finished"}, {color: "--run-l", dash: [6, 4]}])},
      {id: "lag", plot: chart("lag", [{color: "--finished"}])},
    ];
    show();
  }

  function show() {
    charts.forEach(each => each.plot.setData(data(each.id)));
    const last = points[points.length - 1];
    if (last) {
      document.getElementById("throughput-now").textContent =
        `now ${Math.round(last.finished)} finished, ${Math.round(last.produced)} produced`;
      document.getElementById("lag-now").textContent = last.lag < 0 ? "not known" : `now ${last.lag}`;
    }
  }

  function history(all) {
    points = all;
    show();
  }

  function add(point) {
    if (points.length && points[points.length - 1].at >= point.at) return;
    points.push(point);
    if (points.length > POINTS) points.shift();
    show();
  }

  function resize() {
    for (const each of charts) {
      each.plot.setSize({width: Math.max(200, document.getElementById(each.id).clientWidth), height: 170});
    }
  }

  return {build, history, add, resize};
})();
