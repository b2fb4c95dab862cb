"""OFD files (GB/T 33190-2016) with no more in them than a reading looks at."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES = 25.4 / 72
"""Of a point."""


def text_object(text: str, left: float, top: float, size: float) -> str:
    """A piece of text where it stands; points."""
    box = " ".join(f"{each * MILLIMETRES:.3f}" for each in (left, top, size * len(text), size))
    return (
        f'<ofd:TextObject Boundary="{box}" Size="{size * MILLIMETRES:.3f}">'
        f'<ofd:TextCode X="0" Y="{0.88 * size * MILLIMETRES:.3f}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_file(pages: list[str]) -> bytes:
    """The least that an OFD needs. pages: the objects of each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f'<ofd:OFD {_NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {_NAMESPACE}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        )
        for number, objects in enumerate(pages):
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return packed.getvalue()


def rule(left: float, top: float, right: float, bottom: float) -> str:
    """A straight line; points."""
    across, down, wide, tall = (each * MILLIMETRES for each in (left, top, right - left, bottom - top))
    return (
        f'<ofd:PathObject Boundary="{across:.3f} {down:.3f} {wide:.3f} {tall:.3f}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {wide:.3f} {tall:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )
