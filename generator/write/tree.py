"""Stage 5, write: artifacts → a complete new tree beside the site in place.

A file whose bytes are already published is linked, not written again: creating a file costs more
than drawing it. Nothing at all is created as long as nothing differs.
"""

import hashlib
import os
import stat
import sys
from pathlib import Path

from generator.model import Artifact
from generator.write.paths import PathRegister

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_SAFELY = (  # no link is followed, no pipe waited for; 0 where the system has no such flag
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_READ = os.O_RDONLY | _SAFELY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY


class NewTree:
    """The site being prepared in `staging`; `previous` is the site in place."""

    def __init__(self, staging: Path, previous: Path) -> None:
        self.staging = staging
        self.previous = previous
        self.digests: dict[str, tuple[str, int]] = {}  # path → SHA-256, size
        self.kept: list[str] = []
        self.written: list[str] = []
        self.started = False
        self._register = PathRegister()
        self._folders: set[str] = set()

    def add(self, artifact: Artifact) -> None:
        """Take one artifact into the new tree."""
        self._register.accept(artifact)
        digest = hashlib.sha256(artifact.content).hexdigest()
        self.digests[artifact.path] = (digest, len(artifact.content))
        if self._is_published(artifact):
            self.kept.append(artifact.path)
            if self.started:
                self._link(artifact.path)
        else:
            self.start()
            self._create(artifact)
            self.written.append(artifact.path)

    def start(self) -> None:
        """Create the new tree, with what was kept so far."""
        if self.started:
            return
        self.started = True
        self._make_folder("")
        for path in self.kept:
            self._link(path)

    def _is_published(self, artifact: Artifact) -> bool:
        """Whether the site in place holds these very bytes, in an ordinary file of its own."""
        try:
            descriptor = os.open(f"{self.previous}/{artifact.path}", _READ)
        except OSError:
            return False
        try:
            status = os.fstat(descriptor)
            expected = (stat.S_IFREG | _FILE_MODE, len(artifact.content), 1)
            if (status.st_mode, status.st_size, status.st_nlink) != expected:
                return False
            return os.read(descriptor, len(artifact.content) + 1) == artifact.content
        finally:
            os.close(descriptor)

    def _link(self, path: str) -> None:
        self._make_folder(path.rpartition("/")[0])
        try:
            os.link(f"{self.previous}/{path}", f"{self.staging}/{path}", follow_symlinks=False)
        except (OSError, NotImplementedError):  # a disk without hard links
            self._create(Artifact(path=path, content=(self.previous / path).read_bytes()))

    def _create(self, artifact: Artifact) -> None:
        self._make_folder(artifact.path.rpartition("/")[0])
        descriptor = os.open(f"{self.staging}/{artifact.path}", _CREATE, _FILE_MODE)
        try:
            if sys.platform != "win32":
                os.fchmod(descriptor, _FILE_MODE)  # whatever the umask says
            content = memoryview(artifact.content)
            while content:
                content = content[os.write(descriptor, content) :]
        finally:
            os.close(descriptor)

    def _make_folder(self, folder: str) -> None:
        """Make a folder of the new tree, by its path in the site; "" is the tree itself."""
        if folder in self._folders:
            return
        if folder:
            self._make_folder(folder.rpartition("/")[0])
        place = self.staging / folder
        place.mkdir()
        place.chmod(_FOLDER_MODE)  # whatever the umask says
        self._folders.add(folder)
