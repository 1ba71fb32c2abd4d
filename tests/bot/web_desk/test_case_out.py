"""A case to take along: what stands in it, what does not, and that it is noted."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from storage.cases import documents
from storage.core.files import FileStore
from tests.history import acts
from tests.transactions import reading

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
CASE = "/desk/kasus/SRG-0001"


async def fetched(desk, kind):
    async with desk.session.get(f"{CASE}/berkas.{kind}") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return await answer.read()


async def test_all_of_a_case_is_one_pdf_and_its_files_a_zip(
    town, browsers, ring, tmp_path
):
    await town.hire("rina")
    await town.hire("tamu", "auditor")
    await town.apply("owner")
    async with reading(town.database) as tx:
        (photo,) = await documents.of_person(tx, await town.person("owner"))
    await FileStore(tmp_path / "files", ring).put(photo.id, b"a photo", "jpg")
    desk = await browsers().enter("rina")
    await desk.go(CASE)
    await desk.post(f"{CASE}/note", code="SRG-0001", version="1", text="Telepon dulu")
    pdf = PdfReader(io.BytesIO(await fetched(desk, "pdf")))
    said = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    assert "SRG-0001 Batik Contoh" in said
    assert "Contoh" in said
    assert "Telepon dulu" not in said, "a note among officers"
    with zipfile.ZipFile(io.BytesIO(await fetched(desk, "zip"))) as archive:
        assert [archive.read(each) for each in archive.namelist()] == [b"a photo"]
        assert archive.namelist() == ["01 foto.jpg"]
    async with reading(town.database) as tx:
        assert (await acts(tx)).count("case.taken_along") == 2
    auditor = await browsers().enter("tamu")
    assert (await auditor.go(f"{CASE}/berkas.pdf")).status == 403
