"""`python -m partnercenter.embedded run | serve | clean | exec -- COMMAND…`."""

import argparse
import sys
from pathlib import Path

from partnercenter.embedded.problems import CannotStart


def main(words: list[str] | None = None) -> int:
    """Run one command; what keeps it from starting is one line on standard error and exit code 1."""
    options = _parser().parse_args(words)
    try:
        return _run(options)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    """Only the module of the command that was asked for is imported."""
    if options.command == "exec":
        from partnercenter.embedded.exec_command import exec_command

        return exec_command(options.words[1:] if options.words[:1] == ["--"] else options.words)
    if options.command == "serve":
        from partnercenter.embedded.serve_command import serve

        return serve(env_file=options.env_file, wanted=options.folder)
    if options.command == "clean":
        from partnercenter.embedded.clean_command import clean

        return clean()
    from partnercenter.embedded.run_command import run

    return run(wanted=options.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m partnercenter.embedded", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="the whole portal, with demo data")
    running.add_argument("--folder", type=Path, help="where the data lies")
    commands.add_parser("clean", help="delete the data of this checkout")
    serving = commands.add_parser("serve", help="database, broker and mail catcher only")
    serving.add_argument("--env-file", type=Path, help="where to write the addresses")
    serving.add_argument("--folder", type=Path, help="where the data lies")
    executing = commands.add_parser("exec", help="one command with fresh servers of its own")
    executing.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
