"""A folder and paths → what Datasette answers on its database, as JSON on standard output."""

import asyncio
import json
import sys
from pathlib import Path

from datasette.app import Datasette


async def ask(folder: Path, paths: list[str]) -> None:
    """Its own client calls it in this process: no port, no network."""
    metadata = json.loads((folder / "datasette.json").read_bytes())
    server = Datasette([str(folder / "guichet.sqlite")], metadata=metadata)
    await server.invoke_startup()
    answers = {}
    for path in paths:
        answer = await server.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        answers[path] = answer.text
    sys.stdout.write(json.dumps(answers))


if __name__ == "__main__":
    asyncio.run(ask(Path(sys.argv[1]), sys.argv[2:]))
