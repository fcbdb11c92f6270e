// A button beside each command copies it. Without script there is no button, and the command can be selected.

async function copy(code, status) {
  const text = code.textContent;
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied";
  } catch {
    // Without HTTPS and away from localhost there is no clipboard.
    getSelection().selectAllChildren(code);
    status.textContent = "Selected. Press Ctrl+C to copy.";
  }
}

export function offerCopying() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const code = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      copy(code, status);
      setTimeout(() => { status.textContent = ""; }, 3000);
    });
  }
}
