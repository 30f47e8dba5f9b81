"""Apache Jena as Debian installs it: jars without commands of their own."""

from __future__ import annotations

import zipfile
from pathlib import Path

__all__ = ["BRIEFLY", "jena_classes"]

BRIEFLY = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options for a Java that ends soon: better code and a busier collector take a third more processor time."""

JARS = Path("/usr/share/java")  # where Debian keeps them
NEEDED = (
    "jena-arq jena-base jena-cmds jena-core jena-iri jena-rdfconnection commons-cli commons-codec "
    "commons-compress commons-csv commons-io commons-lang3 dexx.collection gson guava jsonld-java "
    "slf4j-api slf4j-nop thrift"
)


def jena_classes(folder: Path) -> str:
    """Java's class path for Jena.

    Jena's copy of Xerces looks for its messages in another folder than Debian's jar has them in, so they are
    unpacked into *folder*, which comes first.
    """
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for entry in jar.infolist():
            if entry.filename.startswith("org/apache/jena/ext/") and entry.filename.endswith(".properties"):
                entry.filename = entry.filename.removeprefix("org/apache/jena/ext/")
                jar.extract(entry, folder)
    return ":".join([str(folder), *(str(JARS / f"{name}.jar") for name in NEEDED.split())])
