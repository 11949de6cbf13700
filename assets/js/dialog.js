// <a href="/…/confirm" data-dialog="id"> asks in the <dialog id> of this page. Without script the link leads to a page that asks.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if (event.target.closest?.("[data-dialog-close]")) event.target.closest("dialog")?.close();
  // A click on the ground behind the dialog has the dialog itself as its target.
  else if (event.target instanceof HTMLDialogElement && !isWithin(event.target, event)) event.target.close();
});

function isWithin(dialog, { clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
