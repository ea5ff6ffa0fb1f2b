"use strict";

(() => {
  const $ = id => document.getElementById(id);
  const cards = new Map();
  let newestLine = 0;
  let spanShown = 50;

  function element(name, type, text) {
    const made = document.createElement(name);
    if (type) made.className = type;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function set(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  const whole = value => Math.round(value).toLocaleString("en");
  const millis = value => value >= 100 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`;

  async function post(path, body) {
    const notice = $("notice");
    try {
      const answer = await fetch(path, {method: "POST", headers: {"Content-Type": "application/json"},
        body: body === undefined ? undefined : JSON.stringify(body)});
      const text = answer.ok ? "" : await answer.text();
      notice.dataset.bad = String(!answer.ok);
      notice.textContent = answer.ok ? "" : `Not done: ${text}`;
      return answer.ok;
    } catch (e) {
      notice.dataset.bad = "true";
      notice.textContent = "Not done: the viewer does not answer.";
      return false;
    }
  }

  const FIGURES = [
    ["concurrency", "running / cap", r => `${r.concurrencyUsed} / ${r.concurrencyCap}`],
    ["rate", "records/s", (r, c) => whole(c.rate)],
    ["p50", "handler p50", r => millis(r.p50Millis)],
    ["p99", "handler p99", r => millis(r.p99Millis)],
    ["finished", "finished", r => whole(r.finished)],
    ["failed", "failed attempts", r => whole(r.failedAttempts)],
    ["letters", "dead letters", r => whole(r.deadLetters)],
    ["memory", "heap", r => `${Math.round(r.memoryBytes / 1048576)} MB`],
    ["cpu", "CPU", r => `${Math.round(r.cpu * 100)} %`],
  ];

  function card(id) {
    const article = element("article", "consumer");
    article.dataset.id = id;
    const title = element("h3", "", id);
    title.id = `title-${id}`;
    article.setAttribute("aria-labelledby", title.id);
    const state = element("span", "state");
    const pid = element("span", "pid");
    const buttons = element("div", "buttons");
    const pause = element("button", "pause", "Pause");
    const stop = element("button", "stop", "Stop");
    const kill = element("button", "kill", "Kill");
    stop.title = "Stops intake, lets running records finish, commits, leaves the group";
    kill.title = "Ends the process at once, as SIGKILL does";
    for (const button of [pause, stop, kill]) {
      button.type = "button";
      button.setAttribute("aria-label", `${button.textContent} ${id}`);
    }
    pause.addEventListener("click", () => post(`/control/consumers/${id}/${pause.dataset.verb}`));
    stop.addEventListener("click", () => post(`/control/consumers/${id}/stop`));
    kill.addEventListener("click", () => post(`/control/consumers/${id}/kill`));
    buttons.append(pause, stop, kill);
    const top = element("div", "top");
    top.append(title, state, pid, buttons);
    const figures = element("dl");
    const values = FIGURES.map(([name, label]) => {
      const cell = element("div");
      const value = element("dd", name);
      cell.append(element("dt", "", label), value);
      figures.append(cell);
      return value;
    });
    const strips = element("div", "strips");
    article.append(top, figures, strips);
    $("consumers").append(article);
    return {article, state, pid, pause, stop, kill, values, strips, rows: new Map()};
  }

  function showConsumer(consumer, canKill, span) {
    if (!cards.has(consumer.id)) cards.set(consumer.id, card(consumer.id));
    const it = cards.get(consumer.id), report = consumer.report;
    const ended = report.state === "DRAINING" || report.state === "CLOSED";
    const state = !consumer.gone ? report.state : ended ? "ENDED" : "GONE";
    it.article.dataset.gone = consumer.gone;
    it.state.dataset.state = state;
    set(it.state, state === "GONE" ? "GONE: reports no more" : state);
    set(it.pid, `group ${report.group}, process ${report.pid}`);
    it.pause.dataset.verb = consumer.paused ? "resume" : "pause";
    const label = consumer.paused ? "Resume" : "Pause";
    set(it.pause, label);
    it.pause.setAttribute("aria-label", `${label} ${consumer.id}`);
    it.pause.disabled = consumer.gone || consumer.stopped;
    it.stop.disabled = consumer.gone || consumer.stopped;
    it.kill.disabled = consumer.gone || !canKill;
    FIGURES.forEach(([, , text], i) => set(it.values[i], text(report, consumer)));
    showStrips(it, report.partitions, span);
  }

  function showStrips(it, partitions, span) {
    const present = new Set();
    partitions.forEach((partition, place) => {
      const name = `${partition.topic}-${partition.partition}`;
      present.add(name);
      if (!it.rows.has(name)) it.rows.set(name, row(name));
      const line = it.rows.get(name);
      if (it.strips.children[place] !== line.node) it.strips.insertBefore(line.node, it.strips.children[place] || null);
      set(line.numbers, numbers(partition));
      const words = Strip.describe(partition);
      if (line.words !== words) {
        line.words = words;
        line.canvas.setAttribute("aria-label", words);
      }
      Strip.draw(line.canvas, partition, span);
    });
    for (const [name, line] of it.rows) {
      if (!present.has(name)) {
        line.node.remove();
        it.rows.delete(name);
      }
    }
    if (partitions.length === 0 && !it.none) {
      it.none = element("p", "none", "No partition is assigned.");
      it.strips.append(it.none);
    } else if (partitions.length > 0 && it.none) {
      it.none.remove();
      it.none = null;
    }
  }

  function numbers(partition) {
    const held = partition.held ? ` · ${partition.held} held` : "";
    const committed = partition.committed < 0 ? "–" : whole(partition.committed);
    return `committed ${committed} · ${whole(partition.incomplete)} open${held}`;
  }

  function row(name) {
    const node = element("div", "strip");
    node.dataset.partition = name;
    const canvas = element("canvas");
    canvas.setAttribute("role", "img");
    const figures = element("span", "numbers");
    const title = element("span", "name", name);
    title.title = name;
    node.append(title, canvas, figures);
    return {node, canvas, numbers: figures, words: ""};
  }

  function showLog(lines) {
    const list = $("log");
    for (const line of lines) {
      if (line.number <= newestLine) continue;
      newestLine = line.number;
      const item = element("li");
      item.dataset.kind = line.kind;
      const time = element("time", "", new Date(line.at).toLocaleTimeString("en-GB"));
      time.dateTime = new Date(line.at).toISOString();
      item.append(time, element("span", "who", line.who), element("span", "text", line.text));
      list.prepend(item);
      while (list.children.length > 60) list.lastChild.remove();
    }
  }

  function hint(field, asked, actual) {
    const value = asked >= 0 ? asked : actual;
    const text = value >= 0 ? `now ${value}` : "as started";
    if (field.placeholder !== text) field.placeholder = text;
  }

  /** All strips share one scale, which grows at once and shrinks slowly, so that they may be compared. */
  function commonSpan(consumers) {
    const widest = Math.max(20, ...consumers.flatMap(c => c.report.partitions).map(Strip.offsets));
    spanShown = Math.max(widest, spanShown * .97);
    return spanShown;
  }

  function show(frame) {
    const span = commonSpan(frame.consumers);
    frame.consumers.forEach(consumer => showConsumer(consumer, frame.canAdd, span));
    const names = new Set(frame.consumers.map(consumer => consumer.id));
    for (const [id, it] of cards) {
      if (!names.has(id)) {
        it.article.remove();
        cards.delete(id);
      }
    }
    $("empty").hidden = frame.consumers.length > 0;
    $("add").disabled = !frame.canAdd;
    $("add").title = frame.canAdd ? "" : "This viewer was started on its own and cannot start processes";
    const some = frame.consumers.find(consumer => !consumer.gone);
    hint($("millis"), frame.wishes.handlerMillis, some ? some.report.handlerMillis : -1);
    hint($("failures"), frame.wishes.failurePercent, some ? some.report.failurePercent : -1);
    hint($("rate"), frame.wishes.ratePerSecond, frame.producers.length ? frame.producers[0].report.ratePerSecond : -1);
    showLog(frame.log);
    Charts.add(frame.point);
  }

  function link(state) {
    $("link").dataset.state = state;
    set($("link"), state === "disconnected" ? "disconnected, trying again" : state);
  }

  const asked = field => field.value === "" ? -1 : Number(field.value);
  $("settings").addEventListener("submit", async event => {
    event.preventDefault();
    const fields = [$("rate"), $("millis"), $("failures")];
    const done = await post("/control/settings",
      {ratePerSecond: asked(fields[0]), handlerMillis: asked(fields[1]), failurePercent: asked(fields[2])});
    if (done) fields.forEach(field => { field.value = ""; });
  });
  $("add").addEventListener("click", () => post("/control/consumers"));

  function appearance() {
    Strip.readColors();
    Strip.legend($("legend"));
    Charts.build();
  }

  appearance();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", appearance);
  window.addEventListener("resize", () => { Charts.resize(); Strip.legend($("legend")); });

  /** A browser tries again by itself while the server is away, but gives up when something else answers in its place. */
  function connect() {
    const events = new EventSource("/events");
    events.addEventListener("open", () => link("connected"));
    events.addEventListener("error", () => {
      link("disconnected");
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    });
    events.addEventListener("history", event => Charts.history(JSON.parse(event.data)));
    events.addEventListener("frame", event => show(JSON.parse(event.data)));
  }

  connect();
})();
