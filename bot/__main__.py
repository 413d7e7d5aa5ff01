"""The command line: run the bot, try it, check the set-up, migrate the database, export what it keeps."""

import asyncio
import gc
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import log
from bot.ports.faults import Fault

if TYPE_CHECKING:
    from bot.config import Config

cli = typer.Typer(
    name="mentiondesk",
    help="Brand mentions on X become cases in Slack, and what people decide there becomes one public answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ROLES = ("all", "web", "worker")


@cli.command()
def run(
    role: Annotated[str, typer.Option(help="all: one process does everything; web, worker: not built yet")] = "all",
) -> None:
    """Run the bot: bring the database up to date, watch X, serve Slack."""
    if role not in ROLES:
        raise typer.BadParameter(f"{role} is no role; choose one of {', '.join(ROLES)}.", param_hint="--role")
    if role != "all":
        raise Fault(f"The role {role} is not built yet; run one process with --role all.")
    signal.signal(signal.SIGTERM, _leave)  # while nothing is in flight yet there is nothing to finish
    gc.disable()  # what is imported and built now stays: looking for garbage in it takes a tenth of the start
    from bot.config import load

    config = load()
    log.configure(config.environment.log_format)
    asyncio.run(_run(config))


def _leave(*_: object) -> None:
    raise SystemExit(0)


async def _run(config: "Config") -> None:
    from bot.app import Bot

    stop = asyncio.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    bot = Bot(config)
    starting = asyncio.create_task(bot.start())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if starting.done():
            await starting
            gc.freeze()  # without it a full collection would stop everybody for 0.1 s
            gc.enable()
            await stopping
    finally:
        for task in (starting, stopping):
            task.cancel()
        await asyncio.gather(starting, stopping, return_exceptions=True)
        await bot.stop()


@cli.command()
def sandbox(
    port: Annotated[int, typer.Option(help="where the page answers", min=1, max=65535)] = 8700,
    verbose: Annotated[bool, typer.Option(help="show what the bot logs")] = False,
    browser: Annotated[bool, typer.Option(help="open the page in a browser")] = True,
) -> None:
    """Try everything on this machine: a Slack, an X, and the unchanged bot between them."""
    from bot.sandbox import demo

    raise typer.Exit(demo.main(port=port, verbose=verbose, browser=browser))


@cli.command()
def check() -> None:
    """Look at the whole set-up and say what to mend; ends with 1 if anything is wrong."""
    from bot.app.doctor import examine

    wrong = 0
    for finding in asyncio.run(examine()):
        wrong += not finding.fine
        typer.echo(finding.line())
    if wrong:
        raise Fault(
            "One thing is wrong; mend it and check again."
            if wrong == 1
            else f"{wrong} things are wrong; mend them and check again."
        )
    typer.echo("Nothing is wrong. What is marked with • only a person can judge.")


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.app import migrate as upgrade
    from bot.config import read_environment

    asyncio.run(upgrade(read_environment()))
    typer.echo("The database has the newest schema.")


@cli.command()
def export(
    form: Annotated[
        str, typer.Option("--format", help="jsonl: a line of JSON a step; csv: for spreadsheets")
    ] = "jsonl",
    out: Annotated[Path | None, typer.Option(help="the file to write; without it, standard output")] = None,
    since: Annotated[str, typer.Option(help="from this day or time on, like 2026-11-01 (UTC)")] = "",
    until: Annotated[str, typer.Option(help="before this day or time")] = "",
    case: Annotated[int | None, typer.Option(help="of one case, by its number", min=1)] = None,
) -> None:
    """Write the audit trail: every step of every case, with who, when and what; the bot may go on working."""
    from bot.app.export import Form, write
    from bot.config import read_environment
    from bot.storage.trail import audit_trail

    if form not in list(Form):
        raise typer.BadParameter(f"{form} is no format; choose one of {', '.join(Form)}.", param_hint="--format")
    url = read_environment().database_url.get_secret_value()
    steps = audit_trail(url, since=_moment(since, "--since"), until=_moment(until, "--until"), number=case)
    if out is None:
        write(steps, Form(form), sys.stdout)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            count = write(steps, Form(form), file)
    except OSError as failed:
        raise Fault(f"{out} cannot be written ({failed.strerror}); name another file with --out.") from failed
    typer.echo(f"{count} step{'s' * (count != 1)} written to {out}.")


@cli.command()
def forget(
    handle: Annotated[str, typer.Argument(help="whom, like @vera", metavar="@HANDLE")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
) -> None:
    """Erase a customer everywhere, in the database and in Slack, and say what was erased."""
    from bot.app.forget import forgotten
    from bot.config import load
    from bot.desk.forget import Forgotten

    def sure(found: Forgotten) -> bool:
        return yes or typer.confirm(f"This erases {found.told()}, and cannot be undone. Go on?")

    for done in asyncio.run(forgotten(load(), handle, sure)):
        typer.echo(f"Erased: {done.told()}. Messages in Slack follow as soon as the bot runs.")
        if done.notes:
            typer.echo("What colleagues wrote into Slack themselves stands there until they delete it.")


@cli.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="a CSV file with a line for each post, and its words in a column text")],
    label: Annotated[
        str, typer.Option(help="the column of labels; complaint, negative, yes, true and 1 mean a complaint")
    ] = "label",
    group: Annotated[
        str, typer.Option(help="the column, if there is one, by which posts are held out together")
    ] = "group",
    leave_out: Annotated[
        int, typer.Option(help="5 keeps every fifth post out of the judging, to tune by; 0 judges all", min=0)
    ] = 0,
    model_posts: Annotated[int, typer.Option(help="how many posts, drawn at random, a model judges", min=1)] = 200,
) -> None:
    """Measure how well rules, learning and a model tell complaints from the rest, as a table.

    A model is asked where OPENAI_API_KEY is set: the one that OPENAI_MODEL names, at OPENAI_BASE_URL.
    """
    from bot.app.evaluate import evaluate as rows
    from bot.config import read_environment

    async def printed() -> None:
        async for line in rows(read_environment(), data, label, group, leave_out, model_posts):
            typer.echo(line)

    log.configure(stream=sys.stderr)
    asyncio.run(printed())


def _moment(written: str, option: str) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written} is no day or time; write it like 2026-11-01.", param_hint=option) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@cli.command()
def manifest(
    url: Annotated[str, typer.Option(help="the bot's public https address, for HTTP mode")] = "",
) -> None:
    """Print the Slack manifest: for Socket Mode, or with --url for HTTP mode."""
    from bot.slack.manifest import as_yaml

    if url and not url.startswith("https://"):
        raise typer.BadParameter("Slack calls only addresses that begin with https://.", param_hint="--url")
    typer.echo(as_yaml(url or None), nl=False)


def main() -> None:
    """Every plain failure ends in one sentence, last line, exit 1; wrong usage ends with 2."""
    try:
        cli()
    except Fault as failed:
        typer.echo(str(failed), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
