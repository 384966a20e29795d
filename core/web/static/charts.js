/* Pictures of tables. The table is what counts; its picture is drawn beside it once the page is there
   and the table comes into sight. Without this file, or without canvas, the tables stand alone. */
(function () {
  "use strict";
  var script = document.currentScript;
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };
  var tables = all("table[data-chart]").filter(function (t) { return all("tbody td[data-v]", t).some(has); });
  var drawn = {};
  var COLOURS = ["#2f6fb3", "#c0671b", "#2e8b62", "#8a5bb5", "#b8902a", "#4a9fb0", "#b24a62", "#6b7686"];
  var GREYS = ["#8a94a3", "#b4bcc6"];
  var DASHES = ["solid", "dashed", "dotted"];
  var SIGNS = ["circle", "rect", "triangle", "diamond"];
  if (!tables.length || !window.IntersectionObserver) return;

  function has(td) { return Number(td.getAttribute("data-v")) > 0; }
  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  function numbers(table) {
    var heads = all("thead th", table).filter(function (th) { return !th.hasAttribute("data-total"); });
    var rows = all("tbody tr", table).filter(function (tr) { return tr.querySelector("td[data-v]"); });
    return {
      lines: rows.map(function (tr) { return tr.querySelector("th").textContent.trim(); }),
      series: heads.map(function (th, n) {
        return {
          name: th.textContent.trim(),
          tone: th.getAttribute("data-tone"),
          values: rows.map(function (tr) {
            var v = tr.querySelectorAll("td")[n].getAttribute("data-v");
            return v === "" ? null : Number(v);
          })
        };
      })
    };
  }

  function options(table) {
    var found = numbers(table), lines = table.getAttribute("data-chart") === "lines";
    var many = found.series.length > 1, toned = found.series.some(function (s) { return s.tone; }), grey = 0;
    var across = !lines && !table.hasAttribute("data-timed") && found.lines.some(function (l) { return l.length > 5; });
    var words = colour("--ink-2"), rule = colour("--line");
    var names = { type: "category", data: found.lines, inverse: across, axisLabel: { color: words, hideOverlap: true, width: 120, overflow: "truncate" }, axisLine: { lineStyle: { color: rule } }, axisTick: { show: false } };
    var scale = { type: "value", minInterval: table.getAttribute("data-unit") ? 0 : 1, axisLabel: { color: words }, splitLine: { lineStyle: { color: rule } } };
    return {
      animation: false,
      backgroundColor: colour("--surface"),
      color: COLOURS,
      textStyle: { fontFamily: colour("--font"), color: words },
      title: { text: table.getAttribute("data-title"), left: "center", textStyle: { fontSize: 13, fontWeight: 600, color: colour("--ink") } },
      legend: { show: many, data: found.series.filter(function (s) { return s.values.some(Number); }).map(function (s) { return s.name; }), bottom: 0, type: "scroll", textStyle: { color: words } },
      grid: { left: 12, right: 20, top: 40, bottom: many ? 36 : 12, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: lines ? "line" : "shadow" } },
      xAxis: across ? scale : names,
      yAxis: across ? names : scale,
      series: found.series.map(function (s, n) {
        var tone = s.tone ? colour("--" + s.tone) : toned ? GREYS[grey++ % GREYS.length] : "";
        return {
          name: s.name, type: lines ? "line" : "bar", stack: lines || !many ? undefined : "all", data: s.values, barMaxWidth: 36,
          symbol: SIGNS[n % SIGNS.length], symbolSize: 7, connectNulls: false,
          itemStyle: tone ? { color: tone } : undefined,
          lineStyle: lines ? { type: DASHES[n % DASHES.length], width: 2 } : undefined
        };
      })
    };
  }

  function draw(table) {
    var name = table.getAttribute("data-name"), box = document.getElementById("picture-" + name);
    var save = document.querySelector('[data-save-picture="' + name + '"]');
    box.hidden = false;
    var chart = drawn[name] = window.echarts.init(box, null, { renderer: "canvas" });
    chart.setOption(options(table));
    save.hidden = false;
    save.addEventListener("click", function () {
      var link = document.createElement("a");
      link.download = name + ".png";
      link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("--surface"), excludeComponents: ["toolbox"] });
      document.body.appendChild(link);
      link.click();
      link.remove();
    });
  }

  function watch() {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (e) {
        if (!e.isIntersecting) return;
        seen.unobserve(e.target);
        draw(e.target);
      });
    }, { rootMargin: "200px" });
    tables.forEach(function (t) { seen.observe(t); });
    window.addEventListener("resize", function () { each(function (c) { c.resize(); }); });
    new MutationObserver(function () {
      each(function (c, name) { c.setOption(options(document.querySelector('[data-name="' + name + '"]'))); });
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  }
  function each(doing) { Object.keys(drawn).forEach(function (name) { doing(drawn[name], name); }); }

  function fetchLibrary() {
    var s = document.createElement("script");
    s.src = script.getAttribute("data-library");
    s.addEventListener("load", watch);
    document.head.appendChild(s);
  }
  if (document.readyState === "complete") setTimeout(fetchLibrary, 0);
  else window.addEventListener("load", function () { setTimeout(fetchLibrary, 0); });
})();
