"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SPACE = "http://www.w3.org/2000/svg";
  const MINUS = "\u2212";
  const WORDS = {
    fold: "Collapse", unfold: "Expand", outwards: "Collapse parent", close: "Close", none: "No matches", of: " of ",
    type: "Type", stage: "Stage", shape: "In → out", layers: "layers", shortcut: "shortcut",
    themes: {system: "Theme: system", light: "Theme: light", dark: "Theme: dark"},
    path: "Path", unknown: "not counted",
  };
  const LEAST_ZOOM = 0.1, MOST_ZOOM = 8, FIRST_ZOOM = 0.8, FIT_ROOM = 16;
  const {rules, figures, nodes, rows, cells, sections} = data;
  const $ = (id) => document.getElementById(id);
  const picture = $("picture"), scene = $("scene"), card = $("card");
  const state = {
    level: data.view.level, folded: data.view.folded, toggled: new Set(data.view.toggled),
    color: data.view.color, chosen: "", theme: data.theme, hits: [], hit: -1,
  };
  const place = {scale: 1, x: 0, y: 0};
  let drawn = {width: 1, height: 1, things: new Map(), order: []};

  // Numbers as people read them.
  const PREFIXES = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
  const BINARY = [[2 ** 40, "Ti"], [2 ** 30, "Gi"], [2 ** 20, "Mi"], [2 ** 10, "Ki"]];
  const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const si = (n) => {
    const found = PREFIXES.find(([size]) => n >= 1000 && n * 200000 >= size * 199999);
    return found ? `${(n / found[0]).toFixed(2)} ${found[1]}` : String(n);
  };
  const FORMS = {
    si: (n) => (n >= 100 || Number.isInteger(n) ? si(Math.round(n)) : String(+n.toPrecision(3))),
    bytes: (n) => {
      const found = BINARY.find(([size]) => n * 20 >= size * 19);
      return found ? `${(n / found[0]).toFixed(1)} ${found[1]}B` : `${Math.round(n)} B`;
    },
    ms: (n) => `${FORMS.si(n)} ms`,
    share: (n) => `${+(100 * n).toPrecision(2)}%`,
  };
  const percent = (share) =>
    (share >= 0.0995 ? (100 * share).toFixed(0) : share > 0 ? (100 * share).toPrecision(2) : "0") + " %";
  const shape = (sizes) => sizes.join(" × ");

  // What is shown open: the same rules as every other picture of the program.
  const odd = (key) => state.toggled.has(key);
  const isStageOpen = (stage) =>
    (stage.runs ? ["block", "layer"] : ["layer"]).includes(state.level) !== odd(stage.path);
  const isBlockOpen = (path) => (state.level === "layer") !== odd(path);
  const isMerged = (run) => state.folded !== odd(run.key) && run.paths.length > 1;
  const same = (id) => id;

  /** A cell as it is drawn for the block at a place of its run. */
  function ofBlock(cell, run, at) {
    const base = run.paths[0], path = run.paths[at];
    const named = (id) => id === base || id.startsWith(base + ".") ? path + id.slice(base.length) : id;
    return {cell: cells[cell], named, said: (text) => (text === base ? path : text),
      shifts: [run.starts[at] - run.starts[0]]};
  }

  function cellsOfRun(stage, run) {
    if (isMerged(run)) {
      const open = isBlockOpen(run.paths[0]);
      const shifts = run.starts.map((start) => start - run.starts[0]);
      const cell = cells[!open ? run.boxes : state.level === "layer" ? run.bares : run.frames];
      return [{cell, named: same, said: same, shifts, isRun: true, within: run,
        own: open ? run.paths[0] : run.key, outer: open ? run.paths[0] : stage.path}];
    }
    return run.paths.map((path, at) => {
      const open = isBlockOpen(path);
      const isAlone = state.folded && run.paths.length === 1;
      const which = !open ? (isAlone ? run.boxes : run.box)
        : state.level !== "layer" ? run.framed : isAlone ? run.bares : run.bare;
      const outer = run.paths.length > 1 ? run.key : stage.path;
      return {...ofBlock(which, run, at), own: path, outer: open ? path : outer, within: run};
    });
  }

  const whole = (cell, own, outer) => ({cell: cells[cell], named: same, said: same, shifts: [0], own, outer});

  function stageCells(stage) {
    const open = isStageOpen(stage);
    if (!stage.runs) {
      const which = open ? "layer" : ["network", "stage"].includes(state.level) ? state.level : "block";
      return {stage, framed: false, cells: [whole(stage[which], stage.path, open ? stage.path : "")]};
    }
    if (!open) return {stage, framed: false, cells: [whole(stage.stage, stage.path, "")]};
    const loose = stage.loose ? [whole(stage.loose[state.level === "layer" ? 1 : 0], stage.path, stage.path)] : [];
    return {stage, framed: true, cells: [...loose, ...stage.runs.flatMap((run) => cellsOfRun(stage, run))]};
  }

  /** Of the states that the network was laid out in, the one nearest to what is asked; newest first. */
  function nearestState() {
    const asked = [...state.toggled];
    const worth = (toggled) =>
      toggled.every(odd) ? toggled.reduce((sum, key) => sum + 2 ** Math.min(asked.indexOf(key), 900), 1) : -1;
    const fits = data.states.filter(([level, folded]) => level === state.level && folded === state.folded);
    return fits.reduce((one, other) => (worth(other[2]) > worth(one[2]) ? other : one));
  }

  function sectionsOfState() {
    const [, , , found, marks] = nearestState();
    return found.map((stage) => ({
      stage, framed: stage.framed, marks,
      cells: stage.cells.map((cell) => ({...whole(cell, "", ""), marks})),
    }));
  }

  function sectionsNow() {
    const found = data.states ? sectionsOfState() : sections.map(stageCells);
    if (!data.lying) return found;
    const merged = [];
    for (const each of found) {
      const last = merged[merged.length - 1];
      if (last && !last.framed && !each.framed) last.cells = last.cells.concat(each.cells);
      else merged.push({...each});
    }
    return merged;
  }

  // Columns: which cells are in which, and where they are.
  const most = (values) => Math.max(...values);
  const [LEFT, RIGHT, HEIGHT, LEAD] = [0, 1, 2, 3];
  const room = (cell, side) => cell.cell.room[side];

  function splitsOf(section) {
    const count = section.cells.length;
    const limit = section.framed ? Math.min(count, rules.mostRoots * Math.ceil(Math.sqrt(count))) : 1;
    const tops = [0];
    for (const cell of section.cells) tops.push(tops[tops.length - 1] + room(cell, HEIGHT));
    const pad = section.framed ? 2 * rules.framePad : 0;
    const found = [];
    for (let columns = 1; columns <= limit; columns++) {
      const split = Array.from({length: columns}, (_, at) => Math.floor(count / columns) + (at < count % columns));
      let start = 0, height = 0, width = rules.innerGutter * (columns - 1);
      for (const size of split) {
        const own = section.cells.slice(start, start + size);
        height = Math.max(height, tops[start + size] - tops[start]);
        width += most(own.map((cell) => room(cell, LEFT))) + most(own.map((cell) => room(cell, RIGHT)));
        start += size;
      }
      found.push({split, height, width: width + pad});
    }
    return found;
  }

  const cut = (parts, split) => {
    let start = 0;
    return split.map((size) => parts.slice(start, (start += size)));
  };

  function hangsClear(above, last) {
    if (last.framed || !above.framed) return false;
    const toGutter = most(above.cells.map((cell) => room(cell, LEFT))) + rules.framePad + rules.gutter / 2;
    return most(last.cells.map((cell) => room(cell, LEFT))) <= toGutter - rules.jointRoom;
  }

  function costOf(parts, chosen, isBelow, aspect) {
    const beside = isBelow ? chosen.slice(0, -1) : chosen;
    const width = beside.reduce((sum, row) => sum + row.width, 0) + rules.gutter * (beside.length + 1);
    let height = most(beside.map((row) => row.height));
    if (isBelow) {
      const last = cut(parts[parts.length - 2].cells, chosen[chosen.length - 2].split).pop();
      const own = last.reduce((sum, cell) => sum + room(cell, HEIGHT), 0);
      height = Math.max(height, own + rules.footer + chosen[chosen.length - 1].height);
    }
    const wrapped = beside.filter((row) => row.split.length > 1).length;
    const cost = Math.abs(Math.log(width / (height + rules.header + rules.footer) / aspect));
    return cost + rules.wrapCost * wrapped + (isBelow ? 0 : rules.loneHeadCost);
  }

  function planOf(parts, aspect) {
    const tables = parts.map(splitsOf);
    const limits = [...new Set(tables.flat().map((row) => row.height))].sort((a, b) => a - b);
    const canHang = parts.length > 1 && hangsClear(parts[parts.length - 2], parts[parts.length - 1]);
    let best = {splits: tables.map((table) => table[0].split), isBelow: false}, least = Infinity;
    for (const limit of limits) {
      const chosen = tables.map((table) => table.find((row) => row.height <= limit) || table[table.length - 1]);
      for (const isBelow of canHang ? [true, false] : [false]) {
        const cost = costOf(parts, chosen, isBelow, aspect);
        if (cost < least) [best, least] = [{splits: chosen.map((row) => row.split), isBelow}, cost];
      }
    }
    return best;
  }

  function titleRoom(parts) {
    const framed = parts.filter((part) => part.framed).map((part) => part.stage);
    if (!framed.length) return 0;
    if (!data.lying) return rules.titleRoom;
    const widths = framed.flatMap((stage) => [stage.titleWidth, stage.subtitleWidth]);
    return rules.framePad + Math.ceil(most(widths)) + rules.headingGap;
  }

  function headingWidth(part) {
    if (!part.framed) return 0;
    if (data.lying) return rules.lowDrop + rules.framePad;
    return part.stage.titleWidth + rules.headingGap + part.stage.subtitleWidth + 2 * rules.framePad;
  }

  function columnsFrom(part, split, left, boxY) {
    let x = left + (part.framed ? rules.framePad : 0), gutterX = left - rules.gutter / 2;
    return cut(part.cells, split).map((own) => {
      const spineX = x + most(own.map((cell) => room(cell, LEFT)));
      const rightX = spineX + most(own.map((cell) => room(cell, RIGHT)));
      const column = {cells: own, spineX, rightX, gutterX, topY: boxY - room(own[0], LEAD)};
      column.bottomY = own.reduce((y, cell) => y + room(cell, HEIGHT), column.topY);
      column.exitY = column.bottomY + (own[own.length - 1].cell.below ? rules.exitDrop : 0);
      x = rightX + rules.innerGutter;
      gutterX = x - rules.innerGutter / 2;
      return column;
    });
  }

  function placed(parts, plan) {
    const entryY = rules.margin + titleRoom(parts);
    const firsts = parts.flatMap((part, at) => cut(part.cells, plan.splits[at]).map((own) => own[0]));
    const leads = firsts.filter((cell) => cell.cell.lead).map((cell) => room(cell, LEAD));
    const boxY = entryY + Math.max(0, ...leads);
    const columns = [], frames = [];
    const beside = plan.isBelow ? parts.slice(0, -1) : parts;
    let left = rules.margin;
    beside.forEach((part, at) => {
      const own = columnsFrom(part, plan.splits[at], left, boxY);
      const right = Math.max(own[own.length - 1].rightX + (part.framed ? rules.framePad : 0), left + headingWidth(part));
      if (part.framed) {
        const leaving = at === beside.length - 1 ? own.slice(0, -1) : own;
        const low = most([...own.map((c) => c.bottomY), ...leaving.map((c) => c.exitY)]) + rules.framePad;
        frames.push({stage: part.stage, rect: [left, rules.margin, right - left, low - rules.margin]});
      }
      columns.push(...own);
      left = right + rules.gutter;
    });
    if (plan.isBelow) columns.push(hung(parts[parts.length - 1], columns[columns.length - 1], frames[frames.length - 1]));
    const width = most([...columns.map((c) => c.rightX), ...frames.map((f) => f.rect[0] + f.rect[2])]) + rules.margin;
    const height = most([...columns.map((c) => c.bottomY), ...frames.map((f) => f.rect[1] + f.rect[3])]) + rules.margin;
    return {columns, frames, entryY, width, height};
  }

  function hung(part, above, frame) {
    const topY = frame.rect[1] + frame.rect[3] + rules.hangGap - room(part.cells[0], LEAD);
    const bottomY = part.cells.reduce((y, cell) => y + room(cell, HEIGHT), topY);
    const rightX = above.spineX + most(part.cells.map((cell) => room(cell, RIGHT)));
    return {cells: part.cells, spineX: above.spineX, rightX, gutterX: above.gutterX, topY, bottomY, exitY: bottomY, isHanging: true};
  }

  // Lines between cells.
  const moved = (rect, x, y) => [rect[0] + x, rect[1] + y, rect[2], rect[3]];

  function linkBetween(last, first, arrow) {
    const start = [last[0] + last[2] / 2, last[1] + last[3]], end = [first[0] + first[2] / 2, first[1]];
    if (start[0] === end[0]) return {points: [start, end], arrow};
    const middle = (start[1] + end[1]) / 2;
    return {points: [start, [start[0], middle], [end[0], middle], end], arrow};
  }

  function wayOut(rect, round) {
    if (!round) return [[rect[0] + rect[2], rect[1] + rect[3] / 2]];
    const middle = rect[0] + rect[2] / 2, bottom = rect[1] + rect[3];
    return [[middle, bottom], [middle, bottom + rules.exitDrop]];
  }

  function joint(last, round, first, isFromAbove, gutterX, entryY) {
    const start = wayOut(last, round), at = start[start.length - 1][1];
    if (isFromAbove) {
      const x = first[0] + first[2] / 2;
      return {points: [...start, [gutterX, at], [gutterX, entryY], [x, entryY], [x, first[1]]], arrow: true};
    }
    const y = first[1] + first[3] / 2;
    if (Math.abs(at - y) < first[3] / 2 - rules.cornerRoom) return {points: [...start, [first[0], at]], arrow: true};
    return {points: [...start, [gutterX, at], [gutterX, y], [first[0], y]], arrow: true};
  }

  function lines(page) {
    const found = [];
    let last = null, round = false;
    for (const column of page.columns) {
      let y = column.topY;
      column.cells.forEach((cell, at) => {
        cell.x = column.spineX;
        cell.y = y;
        const first = moved(cell.cell.first, cell.x, y);
        if (cell.cell.apart) last = null;
        if (last && (at || column.isHanging)) found.push(linkBetween(last, first, first[3] > 0));
        else if (last) found.push(joint(last, round, first, cell.cell.entry, column.gutterX, page.entryY));
        last = moved(cell.cell.last, cell.x, y);
        round = cell.cell.last[4];
        y += room(cell, HEIGHT);
      });
    }
    return found;
  }

  const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const towards = (a, b, length) => {
    const share = far(a, b) ? length / far(a, b) : 0;
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  };
  const written = (points) => points.map(([x, y]) => `${+x.toFixed(2)},${+y.toFixed(2)}`).join(" ");

  /** A line with round corners and its arrow head, as all files of the program have them. */
  function outline({points, arrow}) {
    const tip = points[points.length - 1];
    const behind = points.slice(0, -1).reverse().find((each) => far(each, tip)) || tip;
    const ends = arrow ? [...points.slice(0, -1), towards(tip, behind, rules.headLength - rules.overlap)] : points;
    let line = "M" + written([points[0]]);
    for (let at = 1; at < ends.length - 1; at++) {
      const [before, corner, after] = ends.slice(at - 1, at + 2);
      const radius = Math.min(rules.cornerRadius, far(before, corner) / 2, far(corner, after) / 2);
      const handle = radius * (1 - rules.quarter);
      line += "L" + written([towards(corner, before, radius)]);
      line += "C" + written([towards(corner, before, handle), towards(corner, after, handle), towards(corner, after, radius)]);
    }
    line += "L" + written([ends[ends.length - 1]]);
    if (!arrow) return [line, ""];
    const back = towards(tip, behind, rules.headLength);
    const across = [(back[1] - tip[1]) / rules.headLength, (tip[0] - back[0]) / rules.headLength];
    const side = (sign) => [back[0] + sign * across[0] * rules.headWidth / 2, back[1] + sign * across[1] * rules.headWidth / 2];
    return [line, written([tip, side(1), side(-1)])];
  }

  // From values to elements. Names only ever become text, ids and labels, never markup.
  function made(name, attributes, ...children) {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  function html(name, words, attributes = {}) {
    const element = document.createElement(name);
    element.textContent = words;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }
  const ANCHORS = {start: "start", middle: "middle", end: "end"};

  function textOf([words, x, y, size, role, bold, anchor], said) {
    const text = made("text", {x, y, "font-size": size, class: role + (bold ? " bold" : ""), "text-anchor": ANCHORS[anchor]});
    text.textContent = said(words);
    return text;
  }

  function strokes(pairs, kind) {
    return pairs.flatMap(([line, head]) => {
      const path = made("path", {d: line, class: kind});
      return head ? [path, made("polygon", {points: head, class: kind + "-head"})] : [path];
    });
  }

  function membersOf(item, cell) {
    const first = cell.within ? [cell.within.starts[0], cell.within.starts[1] ?? Infinity] : null;
    const own = cell.isRun ? item[6].filter((at) => at >= first[0] && at < first[1]) : item[6];
    return cell.shifts.flatMap((shift) => own.map((at) => at + shift));
  }

  function itemOf(item, cell, things, order) {
    const [id, op, [x, y, width, height], round, count, texts] = item;
    const name = cell.named(id);
    const mark = cell.marks ? cell.marks[id] || ["", ""] : [cell.own, cell.outer];
    const isFolded = count > 1 && !round;
    const box = round
      ? made("circle", {cx: x + width / 2, cy: y + height / 2, r: width / 2})
      : made("rect", {x, y, width, height, rx: 5});
    const group = made("g", {class: `node ${op}${isFolded ? " folded" : ""}`, tabindex: "-1", role: "button"}, box,
      ...texts.map((text) => textOf(text, cell.said)));
    group.id = name;
    if (isFolded) group.dataset.count = count;
    const members = membersOf(item, cell);
    const title = texts.map((text) => cell.said(text[0])).join(", ");
    const turn = data.lying ? [cell.y, cell.x] : [cell.x, cell.y];
    group.setAttribute("aria-label", `${title}, ${name}`);
    if (op === "block" || op === "stage" || op === "group" || isFolded) group.setAttribute("aria-expanded", "false");
    things.set(name, {group, op, members, own: mark[0], outer: mark[1], rect: moved([x, y, width, height], ...turn), texts: texts.map((t) => cell.said(t[0]))});
    order.push(name);
    return group;
  }

  function frameOf(name, rect, kind, count, texts, things, mark) {
    const [x, y, width, height] = rect;
    const box = made("rect", {x, y, width, height, rx: 10, class: "ground"});
    const group = made("g", {class: `frame ${count > 1 ? "folded" : kind}`, tabindex: "-1", role: "button", "aria-expanded": "true"}, box, ...texts);
    group.id = name;
    if (count > 1) group.dataset.count = count;
    group.setAttribute("aria-label", texts.map((text) => text.textContent).join(", "));
    things.set(name, {...mark, group, op: "frame", rect, texts: texts.map((text) => text.textContent), isFrame: true});
    return group;
  }

  function stageFrame({stage, rect}, things) {
    const [x, y, width, height] = data.lying ? [rect[1], rect[0], rect[3], rect[2]] : rect;
    const pad = rules.framePad;
    const at = data.lying
      ? [[x + pad, y + rules.highDrop, "start"], [x + pad, y + rules.lowDrop, "start"]]
      : [[x + pad, y + rules.titleDrop, "start"], [x + width - pad, y + rules.titleDrop, "end"]];
    const texts = [textOf([stage.title, at[0][0], at[0][1], rules.titleSize, "title", true, at[0][2]], same)];
    if (stage.subtitle) texts.push(textOf([stage.subtitle, at[1][0], at[1][1], rules.subtitleSize, "subtitle", false, at[1][2]], same));
    return frameOf(stage.path, [x, y, width, height], "stage", 1, texts, things, {own: stage.path, outer: stage.path, within: stage.path});
  }

  function cellOf(cell, layers, things, order) {
    const turn = data.lying ? [cell.y, cell.x] : [cell.x, cell.y];
    const at = {transform: `translate(${turn.map((n) => +n.toFixed(2)).join(",")})`};
    const {frames, links, shortcuts, items} = cell.cell;
    const groups = {frames: made("g", at), links: made("g", at), shortcuts: made("g", at), items: made("g", at)};
    for (const [id, kind, rect, count, title, subtitle] of frames) {
      const texts = [title, subtitle].filter(Boolean).map((text) => textOf(text, cell.said));
      const mark = cell.marks ? cell.marks[id] || ["", ""] : [cell.own, cell.outer];
      const frame = frameOf(cell.named(id), rect, kind, count, texts, things, {own: mark[0], outer: mark[1]});
      const thing = things.get(cell.named(id));
      thing.rect = moved(rect, ...turn);
      thing.members = items.flatMap((item) => membersOf(item, cell)).concat(shortcuts.flatMap((each) => each[3].flatMap((item) => membersOf(item, cell))));
      groups.frames.append(frame);
    }
    groups.links.append(...strokes(links, "link"));
    for (const [id, kind, ways, aside, texts] of shortcuts) {
      const group = made("g", {class: `shortcut ${kind}`}, ...strokes(ways, "way"), ...texts.map((text) => textOf(text, cell.said)));
      group.id = cell.named(id);
      const own = [];
      group.append(...aside.map((item) => itemOf(item, cell, things, own)));
      drawnAside.push(own);
      groups.shortcuts.append(group);
    }
    groups.items.append(...items.map((item) => itemOf(item, cell, things, order)));
    for (const key of Object.keys(groups)) if (groups[key].childElementCount) layers[key].append(groups[key]);
  }
  let drawnAside = [];

  /** Everything again, in the state that is now. */
  function draw() {
    const parts = sectionsNow();
    const aspect = shownAspect();
    picture.dataset.aspect = aspect;
    const page = placed(parts, planOf(parts, data.lying ? 1 / aspect : aspect));
    const joints = lines(page).map((line) => outline(data.lying ? {...line, points: line.points.map(([x, y]) => [y, x])} : line));
    const things = new Map(), order = [];
    const layers = {frames: made("g", {}), links: made("g", {class: "links"}), shortcuts: made("g", {}), items: made("g", {})};
    drawnAside = [];
    layers.frames.append(...page.frames.map((frame) => stageFrame(frame, things)));
    for (const column of page.columns) for (const cell of column.cells) cellOf(cell, layers, things, order);
    layers.links.append(...strokes(joints, "link"));
    scene.replaceChildren(...Object.values(layers));
    for (const [, thing] of things) if (thing.isFrame && !thing.members) {
      thing.members = order.concat(drawnAside.flat()).filter((id) => id.startsWith(thing.within + ".")).flatMap((id) => things.get(id).members);
    }
    drawn = {width: data.lying ? page.height : page.width, height: data.lying ? page.width : page.height, things, order};
    paint();
    find(false);
    choose(things.has(state.chosen) ? state.chosen : "");
    mark();
  }

  /** Width over height that suits the room there is. */
  function shownAspect() {
    const {clientWidth: width, clientHeight: height} = picture;
    return width && height ? Math.round(Math.min(Math.max(width / height, 0.4), 2.4) * 10) / 10 : rules.aspect;
  }

  // Colors.
  const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  function colorAt(anchors, share) {
    const way = Math.min(Math.max(share, 0), 1) * (anchors.length - 1);
    const at = Math.min(Math.floor(way), anchors.length - 2);
    const [one, other] = [channels(anchors[at]), channels(anchors[at + 1])];
    return "#" + one.map((c, i) => Math.round(c + (other[i] - c) * (way - at)).toString(16).padStart(2, "0")).join("");
  }
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const inkOn = (fill) => (luminance(fill) > 0.179 ? "#000000" : "#ffffff");

  function gathered(figure, at, members) {
    const known = members.map((node) => [rows[nodes[node][1]][4][at], node]).filter(([value]) => value !== null);
    if (!known.length) return null;
    const values = known.map(([value]) => value);
    if (figure.gathering === "sum") return values.reduce((a, b) => a + b, 0);
    if (figure.gathering === "largest") return most(values);
    const weights = known.map(([, node]) => rows[nodes[node][1]][4][figure.weights] || 0);
    return values.reduce((sum, value, i) => sum + value * weights[i], 0) / (weights.reduce((a, b) => a + b, 0) || 1);
  }

  function filled(thing, fill) {
    thing.group.firstChild.style.fill = fill;
    thing.group.firstChild.style.stroke = fill ? "var(--link)" : "";
    for (const text of thing.group.querySelectorAll("text")) text.style.fill = fill ? inkOn(fill) : "";
  }

  function paint() {
    const theme = isDark() ? data.themes.dark : data.themes.light;
    const boxes = [...drawn.things.values()].filter((thing) => !thing.isFrame);
    const at = figures.findIndex((figure) => figure.key === state.color);
    let scale = null;
    if (at >= 0) {
      const values = boxes.map((thing) => gathered(figures[at], at, thing.members));
      const above = values.filter((value) => value > 0);
      const top = above.length ? most(above) : 0, low = above.length ? Math.min(...above) : 0;
      const isLog = data.view.log && state.color === data.view.color && low < top;
      const share = (v) => (top <= 0 ? 0 : !isLog ? v / top : v <= low ? 0 : Math.log(v / low) / Math.log(top / low));
      boxes.forEach((thing, i) => filled(thing, values[i] === null ? "" : colorAt(theme.anchors, share(values[i]))));
      scale = {figure: figures[at], top, low, isLog, anchors: theme.anchors};
    } else {
      boxes.forEach((thing) => filled(thing, state.color === "stage" && thing.members.length ? theme.stages[nodes[thing.members[0]][2]] : ""));
    }
    legend(boxes, scale, theme);
  }

  function legend(boxes, scale, theme) {
    const foot = $("legend");
    foot.replaceChildren();
    foot.hidden = !data.hasLegend;
    const entry = (sample, words) => {
      const span = html("span", "");
      span.append(sample, words);
      foot.append(span);
    };
    const icon = (width, ...children) => made("svg", {width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true"}, ...children);
    const swatch = (color) => {
      const box = made("rect", {x: 1, y: 1, width: 10, height: 10, rx: 2.5});
      box.style.fill = color;
      box.style.stroke = "var(--link)";
      return icon(12, box);
    };
    for (const [kind, words] of data.legend.shortcuts) {
      if (scene.querySelector(`.shortcut.${kind}${kind === "concat" ? "" : ":not(.concat)"}`)) entry(icon(26, made("g", {class: `sample ${kind}`}, made("path", {d: "M1,6L25,6", class: "way"}))), words);
    }
    if (scale) {
      const bar = icon(140, ...Array.from({length: 35}, (_, i) => {
        const step = made("rect", {x: i * 4, y: 1, width: 4.4, height: 10});
        step.style.fill = colorAt(scale.anchors, i / 34);
        return step;
      }));
      const form = FORMS[scale.figure.form];
      const words = scale.figure.title + (scale.figure.remark ? `, ${scale.figure.remark}` : "") + (scale.isLog ? ", log scale" : "");
      entry(bar, `${form(scale.isLog ? scale.low : 0)} – ${form(scale.top)}`);
      foot.lastChild.prepend(words + " ");
    } else if (state.color === "stage") {
      data.stages.forEach((name, at) => entry(swatch(theme.stages[at]), name));
    } else {
      const ops = new Set(boxes.map((thing) => thing.op)), said = new Set();
      for (const [op, words] of data.legend.operations) {
        if (!ops.has(op) || said.has(words)) continue;
        said.add(words);
        entry(icon(12, made("g", {class: `sample ${op}`}, made("rect", {x: 1, y: 1, width: 10, height: 10, rx: 2.5}))), words);
      }
    }
  }

  // Light and dark.
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (state.theme === "system" ? system.matches : state.theme === "dark");
  function showTheme() {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    $("theme").textContent = WORDS.themes[state.theme];
    paint();
  }
  function nextTheme() {
    const order = ["system", "light", "dark"];
    state.theme = order[(order.indexOf(state.theme) + 1) % order.length];
    showTheme();
  }

  // Where the picture is.
  function show(isMoving = false) {
    scene.classList.toggle("moving", isMoving);
    scene.setAttribute("transform", `translate(${place.x.toFixed(2)},${place.y.toFixed(2)}) scale(${place.scale.toFixed(4)})`);
    $("percent").textContent = `${Math.round(100 * place.scale)} %`;
  }
  const bounded = (scale) => Math.min(Math.max(scale, LEAST_ZOOM), MOST_ZOOM);
  function zoomAt(factor, x, y) {
    const scale = bounded(place.scale * factor);
    place.x = x - (x - place.x) * scale / place.scale;
    place.y = y - (y - place.y) * scale / place.scale;
    place.scale = scale;
    show();
  }
  const zoomMiddle = (factor) => zoomAt(factor, picture.clientWidth / 2, picture.clientHeight / 2);
  function fit(least = 0) {
    const {clientWidth: width, clientHeight: height} = picture;
    const whole = Math.min((width - 2 * FIT_ROOM) / drawn.width, (height - 2 * FIT_ROOM) / drawn.height, 1.6);
    place.scale = bounded(Math.max(whole, least));
    place.x = Math.max((width - drawn.width * place.scale) / 2, FIT_ROOM);
    place.y = Math.max((height - drawn.height * place.scale) / 3, FIT_ROOM);
    if (!least) [place.x, place.y] = [(width - drawn.width * place.scale) / 2, (height - drawn.height * place.scale) / 2];
    show();
  }
  function reveal(id) {
    const thing = drawn.things.get(id);
    if (!thing) return;
    const [x, y, width, height] = thing.rect.map((n) => n * place.scale);
    const side = (at, size, room) => (at < FIT_ROOM ? FIT_ROOM - at : at + size > room - FIT_ROOM ? room - FIT_ROOM - at - size : 0);
    const shift = [side(x + place.x, width, picture.clientWidth), side(y + place.y, height, picture.clientHeight)];
    place.x += shift[0];
    place.y += shift[1];
    show(true);
  }

  // One box is chosen: its card, its mark, where the keys go on from.
  function choose(id, isFocused = false) {
    const before = drawn.things.get(state.chosen);
    if (before) before.group.classList.remove("chosen");
    state.chosen = id;
    const thing = drawn.things.get(id);
    for (const each of scene.querySelectorAll("[tabindex='0']")) each.setAttribute("tabindex", "-1");
    const next = thing || drawn.things.get(drawn.order[0]);
    if (next) next.group.setAttribute("tabindex", "0");
    card.hidden = !thing;
    if (!thing) return;
    thing.group.classList.add("chosen");
    showCard(id, thing);
    if (isFocused) thing.group.focus({preventScroll: true});
  }

  function showCard(id, thing) {
    const inside = thing.members.map((at) => nodes[at]);
    const one = inside.length === 1 ? rows[inside[0][1]] : null;
    const [first, last] = [inside[0], inside[inside.length - 1]].map((node) => node && rows[node[1]]);
    const isJoin = thing.op === "add" || thing.op === "cat";
    card.replaceChildren(html("h2", isJoin && one ? one[1] : thing.texts[0] || id));
    card.append(html("p", id));
    const table = html("table", "");
    const line = (head, value, share = "") => {
      const row = html("tr", "");
      row.append(html("th", head, {scope: "row"}), html("td", value, share ? {} : {colspan: 2}));
      if (share) row.append(html("td", share));
      table.append(row);
    };
    line(WORDS.type, one ? one[1] : `${grouped(inside.length)} ${WORDS.layers}`);
    if (first) line(WORDS.shape, `${shape(first[2])} → ${shape(last[3])}`);
    figures.forEach((figure, at) => {
      const value = gathered(figure, at, thing.members);
      const form = figure.form === "si" ? grouped : FORMS[figure.form];
      const hasShare = figure.gathering === "sum" && figure.total > 0 && value !== null;
      line(figure.title, value === null ? WORDS.unknown : form(value), hasShare ? percent(value / figure.total) : "");
    });
    card.append(table);
    const isBox = ["block", "stage", "group"].includes(thing.op) || thing.group.classList.contains("folded") && !thing.isFrame;
    const key = thing.own || thing.outer;
    if (mayToggle(key)) {
      const button = html("button", isBox ? WORDS.unfold : WORDS.fold, {type: "button", title: "Enter"});
      button.addEventListener("click", () => toggle(id));
      card.append(button);
    }
    if (thing.outer !== key && mayToggle(thing.outer)) {
      const button = html("button", WORDS.outwards, {type: "button", title: "Backspace"});
      button.addEventListener("click", () => toggle(id, true));
      card.append(" ", button);
    }
    const close = html("button", "×", {type: "button", class: "close", "aria-label": WORDS.close});
    close.addEventListener("click", () => choose(""));
    card.append(close);
  }

  /** Whether a box or frame can be opened or closed: of some networks not every state is here. */
  function mayToggle(key) {
    if (!key || !data.states || odd(key)) return Boolean(key);
    const isHere = ([level, folded, toggled]) => level === state.level && folded === state.folded
      && toggled.includes(key) && toggled.every((each) => each === key || odd(each));
    return data.states.some(isHere);
  }

  /** Opens a box, or closes what a layer is in; the place of what was pressed stays. */
  function toggle(id, isOutwards = false) {
    const thing = drawn.things.get(id);
    const key = thing && (isOutwards ? thing.outer : thing.own || thing.outer);
    if (!mayToggle(key)) return;
    const [x, y] = thing.rect;
    if (!state.toggled.delete(key)) state.toggled.add(key);
    const hadFocus = scene.contains(document.activeElement);
    state.chosen = id;
    draw();
    const base = key.replace(/\.run$/, "");
    const after = [base, id].find((each) => drawn.things.has(each))
      || [...drawn.things].find(([, each]) => each.own === key || each.outer === key)?.[0]
      || drawn.order.find((each) => each.startsWith(base + ".")) || drawn.order[0];
    choose(after, hadFocus);
    const now = drawn.things.get(after).rect;
    place.x += (x - now[0]) * place.scale;
    place.y += (y - now[1]) * place.scale;
    show();
    reveal(after);
  }

  // Where the arrow keys go.
  function travel(step) {
    const main = drawn.order, aside = drawnAside.find((ids) => ids.includes(state.chosen));
    if (!drawn.things.has(state.chosen)) return arrive(main[0]);
    if (aside) {
      const next = aside[aside.indexOf(state.chosen) + step];
      if (next) return arrive(next);
    }
    const at = main.indexOf(state.chosen);
    if (at >= 0) return arrive(main[Math.min(Math.max(at + step, 0), main.length - 1)]);
    const near = nearest(step < 0 ? [0, -1] : [0, 1]);
    return near && arrive(near);
  }
  function nearest([dx, dy]) {
    const middle = ([x, y, width, height]) => [x + width / 2, y + height / 2];
    const here = middle(drawn.things.get(state.chosen).rect);
    let best = "", least = Infinity;
    for (const [id, thing] of drawn.things) {
      if (thing.isFrame || id === state.chosen) continue;
      const [x, y] = middle(thing.rect);
      const along = (x - here[0]) * dx + (y - here[1]) * dy, across = Math.abs((x - here[0]) * dy) + Math.abs((y - here[1]) * dx);
      const cost = along + 2.5 * across;
      if (along > 1 && cost < least) [best, least] = [id, cost];
    }
    return best;
  }
  function arrive(id) {
    choose(id, true);
    reveal(id);
  }
  function pressArrow(key) {
    const [on, back] = data.lying ? ["ArrowRight", "ArrowLeft"] : ["ArrowDown", "ArrowUp"];
    if (key === on) return travel(1);
    if (key === back) return travel(-1);
    if (!drawn.things.has(state.chosen)) return arrive(drawn.order[0]);
    const sides = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
    const next = nearest(sides[key]);
    return next && arrive(next);
  }

  // Search.
  function find(isShown = true) {
    const words = $("search").value.trim().toLowerCase();
    const matches = new Set();
    if (words) nodes.forEach(([path, row], at) => {
      if (path.toLowerCase().includes(words) || rows[row][1].toLowerCase().includes(words)) matches.add(at);
    });
    state.hits = [];
    for (const [id, thing] of drawn.things) {
      if (thing.isFrame) continue;
      const isHit = thing.members.some((at) => matches.has(at));
      thing.group.classList.toggle("hit", isHit);
      thing.group.classList.toggle("missed", Boolean(words) && !isHit);
      if (isHit) state.hits.push(id);
    }
    state.hit = -1;
    $("found").textContent = !words ? "" : state.hits.length ? `${grouped(matches.size)} ${WORDS.layers}` : WORDS.none;
    if (isShown && state.hits.length) reveal(state.hits[0]);
  }
  function nextHit(step) {
    if (!state.hits.length) return;
    state.hit = (state.hit + step + state.hits.length) % state.hits.length;
    $("found").textContent = `${state.hit + 1}${WORDS.of}${state.hits.length}`;
    choose(state.hits[state.hit]);
    reveal(state.hits[state.hit]);
  }

  function mark() {
    for (const button of document.querySelectorAll("[data-level]")) button.setAttribute("aria-pressed", button.dataset.level === state.level);
    $("merge").setAttribute("aria-pressed", state.folded);
  }
  function setLevel(level) {
    state.level = level;
    state.toggled.clear();
    draw();
    fit(FIRST_ZOOM);
  }
  function setMerged() {
    state.folded = !state.folded;
    for (const key of [...state.toggled]) if (key.endsWith(".run")) state.toggled.delete(key);
    draw();
    fit(FIRST_ZOOM);
  }

  // What people do.
  const KEYS = {
    "/": () => $("search").focus(), "+": () => zoomMiddle(1.25), "=": () => zoomMiddle(1.25),
    "-": () => zoomMiddle(0.8), [MINUS]: () => zoomMiddle(0.8), 0: () => fit(), t: nextTheme, m: setMerged,
    Escape: () => choose(""), 1: () => setLevel("network"), 2: () => setLevel("stage"),
    3: () => setLevel("block"), 4: () => setLevel("layer"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (at === $("search")) {
      if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") {
        at.value = "";
        find();
        at.blur();
      } else return;
      event.preventDefault();
      return;
    }
    if (at.tagName === "SELECT") return;
    const isButton = at.tagName === "BUTTON";
    const isOnBox = scene.contains(at) || !isButton;
    if (event.key.startsWith("Arrow")) pressArrow(event.key);
    else if ((event.key === "Enter" || event.key === " ") && isOnBox) toggle(scene.contains(at) && at.id ? at.id : state.chosen);
    else if (event.key === "Backspace") toggle(state.chosen, true);
    else if (event.key === "Home") arrive(drawn.order[0]);
    else if (event.key === "End") arrive(drawn.order[drawn.order.length - 1]);
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  const pointers = new Map();
  let travelled = 0;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    travelled = 0;
  });
  picture.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const here = [event.offsetX, event.offsetY];
    travelled += far(before, here);
    if (travelled > 4 && !picture.hasPointerCapture(event.pointerId)) picture.setPointerCapture(event.pointerId);
    const other = [...pointers].find(([id]) => id !== event.pointerId);
    pointers.set(event.pointerId, here);
    if (other) {
      const spread = far(before, other[1]);
      if (spread) zoomAt(far(here, other[1]) / spread, ...other[1]);
      return;
    }
    picture.classList.add("grabbed");
    place.x += here[0] - before[0];
    place.y += here[1] - before[1];
    show();
  });
  for (const name of ["pointerup", "pointercancel"]) picture.addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    picture.classList.remove("grabbed");
  });
  const thingAt = (event) => {
    const group = event.target.closest(".node") || (event.target.tagName === "text" && event.target.closest(".frame"));
    return group ? group.id : "";
  };
  picture.addEventListener("click", (event) => {
    if (travelled <= 4) choose(thingAt(event), true);
  });
  picture.addEventListener("dblclick", (event) => {
    const id = thingAt(event);
    if (id) toggle(id);
    else fit();
  });
  const isWithin = window.parent !== window;
  picture.addEventListener("wheel", (event) => {
    if (isWithin && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
  }, {passive: false});
  $("search").addEventListener("input", () => find());
  $("theme").addEventListener("click", nextTheme);
  $("in").addEventListener("click", () => zoomMiddle(1.25));
  $("out").addEventListener("click", () => zoomMiddle(0.8));
  $("fit").addEventListener("click", () => fit());
  $("merge").addEventListener("click", setMerged);
  for (const button of document.querySelectorAll("[data-level]")) button.addEventListener("click", () => setLevel(button.dataset.level));
  for (const [key, words] of [["op", WORDS.type.toLowerCase()], ["stage", WORDS.stage.toLowerCase()], ...figures.map((figure) => [figure.key, figure.title])]) {
    $("color").append(html("option", words, {value: key}));
  }
  $("color").value = state.color;
  $("color").addEventListener("change", () => {
    state.color = $("color").value;
    paint();
  });
  system.addEventListener("change", showTheme);
  $("totals").textContent = data.totals;
  draw();
  showTheme();
  fit(FIRST_ZOOM);
  document.documentElement.dataset.ready = "yes";
  performance.mark("drawn");
})();
