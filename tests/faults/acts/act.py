"""One act brings one call of the table about, and sees what becomes of it."""

from itertools import count

from tests.faults.stage import Stage

_numbers = count(1)


class Act:
    """`prepare` while all is well, `do` under the trouble, `after` when it is over; then what stands is counted.

    `elapsed`: the seconds from the trouble until it was made good, where that is for the bot to do.
    """

    elapsed: float | None = None

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.number = next(_numbers)
        self.words = f"bag{self.number} belt{self.number} book{self.number}"
        self.anna = stage.person("U0ANNA")

    async def prepare(self) -> None: ...

    async def do(self) -> None:
        raise NotImplementedError

    async def after(self) -> None:
        await self.stage.settled()

    def there(self) -> int:
        raise NotImplementedError

    def shows(self) -> str:
        return ""

    async def told(self) -> str:
        """Whatever is said about it, wherever."""
        return ""
