// What was typed and is not saved yet, kept in this browser: apart for each officer, meeting and open page, so that two
// tabs do not write over each other's. A page takes up what pages that are closed by now have left.
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const newKey = random;

export function shelfOf(user, address) {
  const ours = `panel-sitting:${user}:${address}:`;
  const page = random();
  // A lock lasts as long as the page: others see by it that its drafts are not left behind.
  navigator.locks?.request(ours + page, () => new Promise(() => {}));
  const place = (key) => `${ours}${page}:${key}`;

  return {
    works: true,
    put(draft) {
      try {
        localStorage.setItem(place(draft.key), JSON.stringify({ ...draft, form: undefined, from: undefined, sending: undefined }));
        this.works = true;
      } catch {
        this.works = false;
      }
    },
    drop(draft) {
      try {
        localStorage.removeItem(place(draft.key));
      } catch {
        this.works = false;
      }
    },
    // Give what closed pages left, the oldest first, as this page's own.
    async takeUp() {
      const found = [];
      try {
        const held = (await navigator.locks?.query())?.held ?? [];
        const open = new Set(held.map(({ name }) => name));
        for (const name of Object.keys(localStorage).filter((each) => each.startsWith(ours))) {
          const [owner, ...rest] = name.slice(ours.length).split(":");
          if (owner === page || open.has(ours + owner)) continue;
          const draft = JSON.parse(localStorage.getItem(name));
          draft.key = rest.join(":");
          if (localStorage.getItem(place(draft.key)) !== null) draft.key = `${draft.key}~${random()}`;
          localStorage.removeItem(name);
          this.put(draft);
          found.push(draft);
        }
      } catch {
        this.works = false;
      }
      return found.sort((one, other) => one.since - other.since);
    },
  };
}
