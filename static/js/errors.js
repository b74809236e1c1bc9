// A form that failed: the summary takes the focus, so that it is read first and its links are the next stop.
document.getElementById("error-summary")?.focus();
