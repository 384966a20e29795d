/* Before the first paint: the theme this browser chose, else the one of the system. */
(function () {
  document.documentElement.classList.add("k-js");
  try {
    var theme = localStorage.getItem("theme");
    if (!theme && matchMedia("(prefers-color-scheme:dark)").matches) theme = "dark";
    if (theme) document.documentElement.setAttribute("data-bs-theme", theme);
  } catch (error) { /* storage is switched off: stay light */ }
})();
