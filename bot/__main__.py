"""The command line: run the bot, try it in a sandbox, check the set-up, migrate the database, print the manifest."""

import asyncio
import gc
import signal
import sys
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
            gc.collect()
            gc.freeze()  # what stands now is no garbage: without it a full collection stops everybody for 0.1 s
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
