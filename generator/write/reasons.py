"""Stage 5, write: a failure of the disk → the words for it."""

import errno
import os

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EACCES: "l’écriture y est interdite",
    errno.EPERM: "l’écriture y est interdite",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EBUSY: "ce dossier est un point de montage : choisissez un dossier à l’intérieur",
    errno.EXDEV: "ce disque ne sait pas le remplacer : supprimez-le, puis recommencez",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENAMETOOLONG: "un nom est trop long",
    errno.EISDIR: "c’est un dossier",
    errno.ENOENT: "un de ses dossiers n’existe pas",
    errno.EEXIST: "un de ses parents n’est pas un dossier",
    errno.ENOTDIR: "un de ses parents n’est pas un dossier",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in French where we know the case."""
    return _REASONS.get(error.errno or 0) or os.strerror(error.errno or 0)
