/* Before the first paint: the theme the person chose, else what this browser chose, else the system's. */
(function () {
  var html = document.documentElement, theme = html.getAttribute("data-theme");
  html.classList.add("k-js");
  try {
    theme = theme || localStorage.getItem("theme");
    if (!theme || theme === "auto") theme = matchMedia("(prefers-color-scheme:dark)").matches ? "dark" : "light";
    html.setAttribute("data-bs-theme", theme);
  } catch (error) { /* storage is switched off: as the server says */ }
})();
