// Added to each page by `guichet serve`, never published: reloads the page when the site was
// rebuilt, and shows what is wrong when it could not be.

const shown = new URL(document.currentScript.src).searchParams.get("version");
let events = null;
let panel = null;

function listen() {
  events = new EventSource("/_guichet/evenements");
  events.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (String(state.version) !== shown) {
      location.reload();
      return;
    }
    showReport(state.report);
  });
}

function showReport(report) {
  panel?.remove();
  panel = null;
  if (report === "") {
    return;
  }
  panel = document.createElement("section");
  panel.className = "guichet-panel";
  panel.setAttribute("role", "alert");
  panel.setAttribute("aria-label", "Ce que le générateur a à dire");
  const title = document.createElement("p");
  title.textContent = "Cette page est la dernière version sans erreur. À corriger\u00a0:";
  const text = document.createElement("pre");
  text.textContent = report;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Masquer";
  close.addEventListener("click", () => panel?.remove());
  panel.append(title, text, close);
  document.body.append(panel);
}

function addStyles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/_guichet/recharge.css";
  document.head.append(link);
}

// A browser opens six connections to a site: a hidden tab gives its own back.
document.addEventListener("visibilitychange", () => {
  events?.close();
  if (!document.hidden) {
    listen();
  }
});

addStyles();
listen();
