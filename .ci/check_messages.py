"""Checks the translations: nothing missing or doubtful, catalogue and compiled file equal, no new string forgotten.

`--compile` writes the compiled files instead. Reading needs no gettext tools; only the search for forgotten strings
does, and it says so when they are missing.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

LOCALE = Path("locale")
SOURCES = ("partnercenter", "customers", "invitations", "templates", "locale")


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def keys(entries: polib.POFile | polib.MOFile) -> dict[tuple[str, str], str]:
    """What is translated to what, by context and source string."""
    return {(entry.msgctxt or "", entry.msgid): entry.msgstr or str(entry.msgstr_plural) for entry in entries}


def problems(path: Path) -> list[str]:
    catalogue = polib.pofile(str(path))
    found = [f"{path}: no translation of {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"{path}: doubtful (fuzzy): {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or keys(polib.mofile(str(compiled))) != keys(catalogue):
        found.append(f"{compiled}: is not what {path.name} says; run `make messages`")
    return found


def forgotten(path: Path) -> list[str]:
    """Strings of the source that the catalogue does not have, found on a copy of the source."""
    with tempfile.TemporaryDirectory() as passing:
        for name in SOURCES:
            shutil.copytree(name, Path(passing) / name)
        command = [sys.executable, "-m", "django", "makemessages", "--locale", path.parent.parent.name, "--no-wrap"]
        subprocess.run(command, cwd=passing, check=True, capture_output=True)  # noqa: S603
        fresh = keys(polib.pofile(str(Path(passing) / path)))
    known = keys(polib.pofile(str(path)))
    return [f"{path}: lacks {key[1]!r}; run `make messages`" for key in fresh if key not in known]


def check() -> list[str]:
    found = [line for path in catalogues() for line in problems(path)]
    if not catalogues():
        return ["There is no catalogue in locale/ yet; run `make messages`."]
    if shutil.which("xgettext") is None:
        sys.stdout.write("Not checked, as the gettext tools are missing: whether a new string was forgotten.\n")
        return found
    return found + [line for path in catalogues() if path.stem == "django" for line in forgotten(path)]


def main() -> int:
    """Print every problem; 1 if there is any."""
    if "--compile" in sys.argv:
        for path in catalogues():
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        return 0
    found = check()
    sys.stdout.write("".join(f"{line}\n" for line in found) or "Translations are complete.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
