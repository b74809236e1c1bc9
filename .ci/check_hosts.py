"""Refuses files that name a package host: whoever installs chooses where packages come from."""

import re
import subprocess
import sys
from pathlib import Path

# In pieces, so that this file does not name one either.
HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("unpkg", "com"),
    ("jsdelivr", "net"),
    ("cdnjs", "com"),
    ("cdnjs", "cloudflare", "com"),
    ("fonts", "googleapis", "com"),
    ("crates", "io"),
    ("rubygems", "org"),
    ("anaconda", "org"),
    ("docker", "io"),
    ("ghcr", "io"),
    ("quay", "io"),
    ("deb", "debian", "org"),
    ("archive", "ubuntu", "com"),
)
NAMED = re.compile("|".join(r"\b" + re.escape(".".join(parts)) + r"\b" for parts in HOSTS), re.IGNORECASE)


def project_files() -> list[Path]:
    """What git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return [Path(name) for name in names.split("\0") if name and Path(name).is_file()]


def findings(path: Path) -> list[str]:
    """One line for each place in `path` that names a host."""
    lines = path.read_text(errors="replace").splitlines()
    return [f"{path}:{number}: names a package host" for number, line in enumerate(lines, 1) if NAMED.search(line)]


def main() -> int:
    """Print every finding; 1 if there is any."""
    found = [line for path in project_files() for line in findings(path)]
    sys.stdout.write("".join(f"{line}\n" for line in found) or "No file names a package host.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
