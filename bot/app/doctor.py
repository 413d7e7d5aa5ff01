"""The doctor: looks at the whole set-up, part by part, and says for each what is in order or what to mend."""

from bot.app.bot import SystemClock, x_network
from bot.cases.settings import Settings
from bot.config import ConfigError, Environment, read_desk_file, read_environment
from bot.engine.local import LocalAlarm
from bot.ports.faults import Fault
from bot.ports.findings import Finding
from bot.slack.doctor import examine as examine_slack
from bot.storage import open_store


async def examine() -> list[Finding]:
    """Never raises: a part that cannot be looked at is a finding too."""
    environment, settings, found = _configuration()
    if environment is None:
        return found
    found.append(await _database(environment))
    if environment.slack_bot_token:
        channels = settings.channels() if settings else ()
        found += await examine_slack(
            environment.slack_bot_token.get_secret_value(),
            environment.slack_app_token.get_secret_value() or None,
            environment.slack_api_url,
            channels,
        )
    if settings and not {name for name in environment.missing() if name.startswith("X_")}:
        network = x_network(environment, settings.x.handle, SystemClock())
        try:
            found += await network.examine()
        finally:
            await network.stop()
    return found


def _configuration() -> tuple[Environment | None, Settings | None, list[Finding]]:
    found: list[Finding] = []
    try:
        environment = read_environment()
    except ConfigError as wrong:
        return None, None, [Finding(False, "Environment", str(wrong))]
    try:
        environment.require_all()
        found.append(Finding(True, "Environment", "all that is needed is set"))
    except ConfigError as wrong:
        found.append(Finding(False, "Environment", str(wrong)))
    try:
        settings = read_desk_file(environment.desk_file)
    except ConfigError as wrong:
        return environment, None, [*found, Finding(False, "Desk file", str(wrong))]
    return environment, settings, [*found, Finding(True, "Desk file", f"{environment.desk_file} is in order")]


async def _database(environment: Environment) -> Finding:
    clock = SystemClock()
    try:
        store = await open_store(environment.database_url.get_secret_value(), LocalAlarm(clock), clock)
    except Fault as wrong:
        return Finding(False, "Database", str(wrong))
    try:
        current = await store.schema_is_current()
    finally:
        await store.stop()
    if current:
        return Finding(True, "Database", "opens, and has the newest schema")
    return Finding(False, "Database", "opens, but its schema is old or missing; run python -m bot migrate.")
