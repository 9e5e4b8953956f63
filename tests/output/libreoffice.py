"""Let LibreOffice itself accept and reject all tracked changes of a Word file; run by the system's Python.

Usage: /usr/bin/python3 libreoffice.py FOLDER; it reads FOLDER/redline.docx and writes accepted.txt and
rejected.txt beside it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import uno  # comes with LibreOffice, for the system's Python alone
from com.sun.star.beans import PropertyValue


def value(name, content):
    """A named argument, as LibreOffice takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(pipe):
    """The component context of the office that listens on this pipe."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - not listening yet: its exceptions have no common base
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer within a minute")


def main(folder):
    """Open the file twice; accept all changes, reject all changes."""
    pipe = f"mouarchive-{folder.name}"
    office = subprocess.Popen([
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
    ])  # fmt: skip
    try:
        context = connect(pipe)
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for command, name in (("AcceptAll", "accepted"), ("RejectAll", "rejected")):
            source = (folder / "redline.docx").as_uri()
            opened = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", content=True),))
            dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = opened.CurrentController.Frame
            dispatcher.executeDispatch(frame, f".uno:{command}TrackedChanges", "", 0, ())
            how = (value("FilterName", "Text (encoded)"), value("FilterOptions", "UTF8,LF"))
            opened.storeToURL((folder / f"{name}.txt").as_uri(), how)
            opened.close(True)  # noqa: FBT003 - its own signature
        desktop.terminate()  # the program that was started is only a launcher: the office must end itself
        office.wait(20)
    finally:
        office.terminate()


main(Path(sys.argv[1]))
