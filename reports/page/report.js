// Draws the charts: throughput by size, a line a strategy, the range of the repetitions as whiskers.
(function () {
  "use strict";

  const kColours = ["#0a7bc2", "#d9600b", "#0f9d6c", "#c2569b", "#b98a00", "#7462d6", "#d1433f", "#6f7b87"];
  const kMarks = ["circle", "rect", "triangle", "rectRot", "crossRot", "star", "cross", "rectRounded"];

  const groups = JSON.parse(document.getElementById("chart-data").textContent);

  /// The strategies of each family: a strategy has the same colour in all charts of its family.
  const strategiesOf = {};
  for (const { family, lines } of groups.flat()) {
    const known = (strategiesOf[family] ||= []);
    for (const { strategy } of lines) if (!known.includes(strategy)) known.push(strategy);
  }

  function siNumber(value) {
    const prefixes = ["", " k", " M", " G", " T"];
    let prefix = 0;
    while (value >= 999.5 && prefix < prefixes.length - 1) {
      value /= 1000;
      prefix += 1;
    }
    return Number(value.toPrecision(3)) + prefixes[prefix];
  }

  function themed(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function datasetOf(family, line) {
    const k = strategiesOf[family].indexOf(line.strategy);
    const colour = kColours[k % kColours.length];
    return {
      label: line.strategy,
      data: line.points.map(([x, y, min, max, repetitions]) => ({ x, y, min, max, repetitions })),
      borderColor: colour,
      backgroundColor: colour,
      pointStyle: kMarks[k % kMarks.length],
      pointRadius: 4,
      pointHoverRadius: 6,
      borderWidth: 2,
    };
  }

  const whiskers = {
    id: "whiskers",
    beforeDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      chart.getSortedVisibleDatasetMetas().forEach((meta) => {
        const dataset = chart.data.datasets[meta.index];
        ctx.save();
        ctx.strokeStyle = dataset.borderColor;
        ctx.globalAlpha = 0.6;
        ctx.beginPath();
        for (const point of dataset.data) {
          const x = scales.x.getPixelForValue(point.x);
          const top = scales.y.getPixelForValue(point.max);
          const bottom = scales.y.getPixelForValue(point.min);
          ctx.moveTo(x, top);
          ctx.lineTo(x, bottom);
          for (const end of [top, bottom]) {
            ctx.moveTo(x - 4, end);
            ctx.lineTo(x + 4, end);
          }
        }
        ctx.stroke();
        ctx.restore();
      });
    },
  };

  function tooltipOf(item) {
    const { y, min, max, repetitions } = item.raw;
    const range = repetitions > 1 ? ` (${siNumber(min)} to ${siNumber(max)}, ${repetitions} repetitions)` : "";
    return ` ${item.dataset.label}: ${siNumber(y)}/s${range}`;
  }

  function scaleOf(title, more) {
    const ticks = { color: themed("--muted"), callback: siNumber, maxRotation: 0, autoSkipPadding: 12 };
    return {
      title: { display: true, text: title, color: themed("--muted") },
      grid: { color: themed("--line"), borderColor: themed("--line") },
      ticks,
      ...more,
    };
  }

  function sizesOf(lines) {
    return [...new Set(lines.flatMap((line) => line.points.map((point) => point[0])))].sort((a, b) => a - b);
  }

  function optionsFor(lines, logarithmic) {
    const sizes = sizesOf(lines);
    const atSizes = (axis) => {
      axis.ticks = sizes.map((value) => ({ value }));
    };
    const xRange = { min: sizes[0] / 1.4, max: sizes[sizes.length - 1] * 1.4 };
    // The axis knows the medians only, and the whiskers reach further.
    const ends = lines.flatMap((line) => line.points);
    const yRange = {
      suggestedMin: logarithmic ? Math.min(...ends.map((point) => point[2])) : 0,
      suggestedMax: Math.max(...ends.map((point) => point[3])),
    };
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", intersect: false },
      scales: {
        x: scaleOf("elements", { type: "logarithmic", afterBuildTicks: atSizes, ...xRange }),
        y: scaleOf("elements per second", { type: logarithmic ? "logarithmic" : "linear", ...yRange }),
      },
      plugins: {
        legend: { position: "bottom", labels: { color: themed("--text"), usePointStyle: true, boxHeight: 6, padding: 14 } },
        tooltip: { callbacks: { title: (items) => `${items[0].raw.x.toLocaleString("en")} elements`, label: tooltipOf } },
      },
    };
  }

  function control(text, input) {
    const label = document.createElement("label");
    label.append(text, input);
    return label;
  }

  function densityChoice(group) {
    const select = document.createElement("select");
    group.forEach((chart, k) => select.add(new Option(chart.density, k)));
    return select;
  }

  function logarithmicChoice() {
    const box = document.createElement("input");
    box.type = "checkbox";
    return box;
  }

  /// Puts the choices above the canvas and returns the function that draws what they say.
  function setUp(canvas) {
    const group = groups[Number(canvas.dataset.chart)];
    const density = densityChoice(group);
    const logarithmic = logarithmicChoice();
    const controls = document.createElement("div");
    controls.className = "controls";
    if (group.length > 1) controls.append(control("density ", density));
    controls.append(control("log scale ", logarithmic));
    canvas.closest("figure").querySelector("figcaption").append(controls);
    let chart = null;
    const draw = () => {
      const { family, lines } = group[Number(density.value || 0)];
      if (chart) chart.destroy();
      const data = { datasets: lines.map((line) => datasetOf(family, line)) };
      chart = new Chart(canvas, { type: "line", data, options: optionsFor(lines, logarithmic.checked), plugins: [whiskers] });
    };
    density.addEventListener("change", draw);
    logarithmic.addEventListener("change", draw);
    return draw;
  }

  document.documentElement.classList.add("js");
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const draws = [...document.querySelectorAll("canvas[data-chart]")].map(setUp);
  const drawAll = () => draws.forEach((draw) => draw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("#performance details").forEach((details) => (details.open = true));
  });
  drawAll();
})();
