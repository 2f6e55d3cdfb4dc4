"use strict";
// Brings the failures of the page to life: all events of a run, one after the other, and the state at
// each. Everything is drawn anew for what can be seen, so that a long trace costs what a short one does.
(() => {
  const rowCount = 13;
  const laneHeight = 22;
  const spacing = 12;
  const cellsShownMax = 200;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const sums = (differences) => {
    let sum = 0;
    return differences.map((one) => (sum += one));
  };

  const seconds = (ns) => {
    const micros = Math.floor(ns / 1000);
    return Math.floor(micros / 1e6) + "." + String(micros % 1e6).padStart(6, "0") + "\u00a0s";
  };

  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

  // The values of each cell with the events from which on they hold.
  class History {
    constructor(data) {
      this.events = data.cells.map(() => []);
      this.values = data.cells.map(() => []);
      const changes = data.changes;
      for (let i = 0; i < changes.length; i += 3) {
        this.events[changes[i + 1]].push(changes[i]);
        this.values[changes[i + 1]].push(changes[i + 2]);
      }
    }

    // How many changes of a cell there are up to an event, and with it.
    count(cell, event) {
      const events = this.events[cell];
      let low = 0;
      let high = events.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (events[middle] <= event) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    // The number of the text that a cell has at an event; -1 for none.
    value(cell, event) {
      const count = this.count(cell, event);
      return count > 0 ? this.values[cell][count - 1] : -1;
    }

    changed(cell, event) {
      const count = this.count(cell, event);
      return count > 0 && this.events[cell][count - 1] === event;
    }
  }

  class Stepper {
    constructor(root) {
      this.root = root;
      const data = JSON.parse(document.getElementById(root.dataset.story).textContent);
      this.data = data;
      this.times = sums(data.time);
      this.numbers = sums(data.number);
      this.history = new History(data);
      this.last = this.times.length - 1;
      this.slider = root.querySelector("input");
      this.now = root.querySelector(".now");
      this.list = root.querySelector(".window");
      this.cells = root.querySelector(".cells");
      this.canvas = root.querySelector("canvas");
      this.marks = root.closest(".failure").querySelectorAll(".swimlanes .event");
      this.lanes = data.lane.some((lane) => lane < 0) ? [-1] : [];
      data.lanes.forEach((_, lane) => this.lanes.push(lane));
      this.listen();
      root.style.setProperty("--rows", String(Math.min(rowCount, this.last + 1)));
      root.hidden = false;
      this.go(Number(this.slider.value));
    }

    listen() {
      this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
      this.root.querySelectorAll("button").forEach((button) => {
        button.addEventListener("click", () => this.go(this.target(button.dataset.go)));
      });
      this.canvas.addEventListener("click", (click) => {
        const box = this.canvas.getBoundingClientRect();
        const place = (click.clientX - box.left - this.gutter) / this.step - 0.5;
        this.go(this.first + Math.max(0, Math.min(this.shown - 1, Math.round(place))));
      });
      this.marks.forEach((mark) => {
        mark.addEventListener("click", () => this.go(Number(mark.dataset.event)));
      });
      new ResizeObserver(() => this.draw()).observe(this.canvas);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }

    target(name) {
      const essential = this.data.essential;
      switch (name) {
        case "first": return 0;
        case "less": return this.at - 1;
        case "more": return this.at + 1;
        case "last": return this.last;
        case "essential-before": return essential.findLast((one) => one < this.at) ?? this.at;
        case "essential-after": return essential.find((one) => one > this.at) ?? this.at;
        default: return this.data[name];
      }
    }

    who(event) {
      const lane = this.data.lane[event];
      return lane < 0 ? "the world" : this.data.lanes[lane];
    }

    text(event) { return this.data.texts[this.data.text[event]]; }

    kind(event) {
      if (event === this.data.violation) return "violation";
      return this.data.kinds[this.data.kind[event]];
    }

    go(event) {
      this.at = Math.max(0, Math.min(this.last, event));
      this.slider.value = String(this.at);
      const place = "event " + grouped(this.at + 1) + " of " + grouped(this.last + 1);
      const words = seconds(this.times[this.at]) + "  " + this.who(this.at) + ": " + this.text(this.at);
      this.slider.setAttribute("aria-valuetext", place + ", " + words);
      this.now.replaceChildren(
        make("span", "time", place + ", " + seconds(this.times[this.at])),
        make("strong", "", this.who(this.at)), " " + this.text(this.at));
      if (this.at === this.data.inevitable) {
        this.now.append(" ", make("strong", "verdict failed", "From here on inevitable."));
      }
      if (this.at === this.data.violation) {
        this.now.append(" ", make("strong", "verdict failed", "The violation is seen."));
      }
      this.marks.forEach((mark) => {
        mark.classList.toggle("current", Number(mark.dataset.event) === this.at);
      });
      this.enable();
      this.rows();
      this.state();
      this.draw();
    }

    enable() {
      this.root.querySelectorAll("button").forEach((button) => {
        const target = this.target(button.dataset.go);
        const goes = target >= 0 && target <= this.last && target !== this.at;
        // A button that is disabled would lose the focus of whoever steps with it.
        button.setAttribute("aria-disabled", String(!goes));
      });
    }

    // The events around the current one.
    rows() {
      const first = Math.max(0, Math.min(this.last + 1 - rowCount, this.at - (rowCount >> 1)));
      const rows = [];
      for (let event = first; event < first + rowCount && event <= this.last; event += 1) {
        const row = make("li", this.kind(event));
        if (event === this.data.inevitable) row.classList.add("inevitable");
        if (event === this.at) row.setAttribute("aria-current", "step");
        row.append(
          make("span", "time", seconds(this.times[event])), make("span", "who", this.who(event)),
          make("span", "words", this.text(event)));
        row.title = this.text(event);
        row.addEventListener("click", () => this.go(event));
        rows.push(row);
      }
      this.list.replaceChildren(...rows);
    }

    // What is so after the current event; what it changed is marked.
    state() {
      const groups = new Map();
      let shown = 0;
      let more = 0;
      this.data.cells.forEach((name, cell) => {
        const value = this.history.value(cell, this.at);
        const changed = this.history.changed(cell, this.at);
        if (value < 0 && !changed) return;
        if (shown >= cellsShownMax && !changed) {
          more += 1;
          return;
        }
        shown += 1;
        const group = this.data.groups[cell];
        if (!groups.has(group)) {
          const table = make("table");
          table.append(make("caption", "", group), make("tbody"));
          groups.set(group, table);
        }
        groups.get(group).lastChild.append(this.cell(cell, name, value, changed));
      });
      const parts = [...groups.values()];
      if (parts.length === 0) parts.push(make("p", "", "Nothing yet."));
      if (more > 0) parts.push(make("p", "", "and " + grouped(more) + " more"));
      this.cells.replaceChildren(...parts);
      const mark = this.cells.querySelector(".changed");
      if (mark) this.reveal(mark);
    }

    // Scrolls what is beside, and never the page.
    reveal(row) {
      const top = row.offsetTop + row.offsetParent.offsetTop * (row.offsetParent !== this.cells);
      const bottom = top + row.offsetHeight;
      const view = this.cells;
      if (top < view.scrollTop || bottom > view.scrollTop + view.clientHeight) {
        view.scrollTop = Math.max(0, top - 48);
      }
    }

    cell(cell, name, value, changed) {
      const row = make("tr", changed ? "changed" : "");
      const head = make("th", "", name);
      head.scope = "row";
      const body = make("td");
      if (changed) {
        const before = this.history.value(cell, this.at - 1);
        if (before >= 0) body.append(make("del", "", this.data.texts[before]), " ");
        const sign = before < 0 ? "new: " : value < 0 ? "" : "now: ";
        body.append(
          make("span", "sign", sign), make("ins", "", value < 0 ? "gone" : this.data.texts[value]));
      } else {
        body.textContent = this.data.texts[value];
      }
      row.append(head, body);
      return row;
    }

    // The lanes of as many events as there is room for, the current one among them.
    draw() {
      const width = this.canvas.clientWidth;
      if (width === 0) return;
      const height = this.lanes.length * laneHeight + 8;
      const scale = window.devicePixelRatio || 1;
      this.canvas.style.height = height + "px";
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
      this.gutter = Math.min(120, width * 0.24);
      const room = width - this.gutter;
      this.shown = Math.min(this.last + 1, Math.floor(room / spacing));
      this.step = room / this.shown;
      this.first = Math.max(0, Math.min(this.last + 1 - this.shown, this.at - (this.shown >> 1)));
      const pen = this.canvas.getContext("2d");
      pen.scale(scale, scale);
      const style = getComputedStyle(document.documentElement);
      const color = (name) => style.getPropertyValue(name).trim();
      this.drawLanes(pen, width, height, color);
      for (let i = 0; i < this.shown; i += 1) this.drawEvent(pen, this.first + i, color);
      this.drawNames(pen, color);
    }

    x(event) { return this.gutter + (event - this.first + 0.5) * this.step; }

    y(lane) { return (this.lanes.indexOf(lane) + 0.5) * laneHeight + 4; }

    drawLanes(pen, width, height, color) {
      const fate = this.data.inevitable;
      if (fate >= 0 && fate < this.first + this.shown) {
        const left = Math.max(this.gutter, this.x(fate));
        pen.fillStyle = color("--accent-wash");
        pen.fillRect(left, 0, width - left, height);
      }
      pen.fillStyle = color("--wash");
      pen.fillRect(this.x(this.at) - this.step / 2, 0, this.step, height);
      pen.strokeStyle = color("--line");
      pen.beginPath();
      for (const lane of this.lanes) {
        pen.moveTo(this.gutter, this.y(lane));
        pen.lineTo(width, this.y(lane));
      }
      pen.stroke();
    }

    drawEvent(pen, event, color) {
      const kind = this.kind(event);
      const x = this.x(event);
      const y = this.y(this.data.lane[event]);
      const current = event === this.at;
      const size = current ? 5.5 : kind === "write" ? 4 : 3;
      pen.beginPath();
      if (kind === "fault" || kind === "world") {
        pen.moveTo(x, y - size - 1);
        pen.lineTo(x + size + 1, y);
        pen.lineTo(x, y + size + 1);
        pen.lineTo(x - size - 1, y);
        pen.closePath();
      } else if (kind === "violation") {
        pen.rect(x - size - 1, y - size - 1, 2 * size + 2, 2 * size + 2);
      } else {
        pen.arc(x, y, size, 0, 2 * Math.PI);
      }
      pen.lineWidth = current ? 2 : 1.25;
      pen.strokeStyle = color(kind === "violation" ? "--accent" : "--ink");
      pen.fillStyle = color(kind === "violation" ? "--accent" : kind === "write" ? "--ink" : "--paper");
      pen.fill();
      pen.stroke();
    }

    drawNames(pen, color) {
      pen.font = "11px " + getComputedStyle(document.body).fontFamily;
      pen.textBaseline = "middle";
      pen.fillStyle = color("--soft");
      for (const lane of this.lanes) {
        pen.fillText(this.fitting(pen, lane < 0 ? "the world" : this.data.lanes[lane]), 0, this.y(lane));
      }
    }

    // As much of a name as there is room for.
    fitting(pen, name) {
      const room = this.gutter - 8;
      if (pen.measureText(name).width <= room) return name;
      let count = name.length;
      while (count > 1 && pen.measureText(name.slice(0, count) + "\u2026").width > room) count -= 1;
      return name.slice(0, count) + "\u2026";
    }
  }

  // After the first picture, so that nobody waits for it to read the verdicts.
  requestAnimationFrame(() => setTimeout(() => {
    document.querySelectorAll(".stepper").forEach((root) => new Stepper(root));
    performance.mark("ready");
  }));
})();
