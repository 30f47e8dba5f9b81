// Opens the explorer as soon as it is drawn; the part of the address behind # stays.
"use strict";
(() => {
  const look = async () => {
    const answer = await fetch(location.pathname, { method: "HEAD" }).catch(() => null);
    if (answer?.ok) location.reload();
    else setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
