"""What an editor and the server say to each other."""

import pytest
from lsprotocol import types

from conftest import LETTER, Editor

URI = "untitled:letter"


def units(text, encoding):
    return {"utf-8": len(text.encode()), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-32": len(text)}[encoding]


def place(editor: Editor, text, words):
    """The range of some words in the client's own columns."""
    at = text.index(words)
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    encoding = editor.hello.capabilities.position_encoding.value
    column = units(text[start:at], encoding)
    end = column + units(words, encoding)
    return types.Range(types.Position(line, column), types.Position(line, end))


def rules(findings):
    return {finding.code for finding in findings}


@pytest.mark.asyncio
async def test_findings_stand_at_their_words(editor: Editor):
    editor.start_editing(URI, LETTER)
    findings = await editor.findings(URI, 1)
    found = {(finding.code, (finding.range.start.line, finding.range.start.character)) for finding in findings}
    for rule, words in [("bureaucratese", "Данный"), ("bureaucratese", "сообщаем следующее")]:
        start = place(editor, LETTER, words).start
        assert (rule, (start.line, start.character)) in found
    assert all(finding.source == "Ясно" for finding in findings)


@pytest.mark.asyncio
async def test_an_edit_is_seen_and_versions_are_kept(editor: Editor):
    editor.start_editing(URI, LETTER)
    before = await editor.findings(URI, 1)
    editor.replace(URI, 2, place(editor, LETTER, "Данный"), "Ваш")
    after = await editor.findings(URI, 2)
    assert len(after) < len(before)
    if editor.pulls:
        assert editor.published == [], "one that asks is sent nothing"


@pytest.mark.asyncio
async def test_the_safe_fix_is_preferred_and_mends(editor: Editor):
    editor.start_editing(URI, LETTER)
    findings = await editor.findings(URI, 1)
    range_ = place(editor, LETTER, "Данный")
    here = [finding for finding in findings if finding.range.start == range_.start]
    params = types.CodeActionParams(
        text_document=types.TextDocumentIdentifier(URI),
        range=range_,
        context=types.CodeActionContext(diagnostics=here),
    )
    actions = await editor.text_document_code_action_async(params)
    preferred = [action for action in actions if action.is_preferred]
    assert [action.title for action in preferred] == ["Заменить на «Этот»"]
    edit = preferred[0].edit.changes[URI][0]
    assert (edit.range, edit.new_text) == (range_, "Этот")


@pytest.mark.asyncio
async def test_all_safe_fixes_at_once(editor: Editor):
    editor.start_editing(URI, LETTER)
    params = types.CodeActionParams(
        text_document=types.TextDocumentIdentifier(URI),
        range=types.Range(types.Position(0, 0), types.Position(0, 0)),
        context=types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.SourceFixAll]),
    )
    actions = await editor.text_document_code_action_async(params)
    assert [action.kind for action in actions] == ["source.fixAll.yasno"]
    texts = [edit.new_text for edit in actions[0].edit.changes[URI]]
    assert "Этот" in texts


@pytest.mark.asyncio
async def test_hover_explains(editor: Editor):
    editor.start_editing(URI, LETTER)
    position = place(editor, LETTER, "Данный").start
    params = types.HoverParams(text_document=types.TextDocumentIdentifier(URI), position=position)
    hover = await editor.text_document_hover_async(params)
    assert "**Канцеляризм**" in hover.contents.value and "Основание" in hover.contents.value
    nowhere = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(1, 0))
    assert await editor.text_document_hover_async(nowhere) is None


@pytest.mark.asyncio
async def test_a_remark_skips_a_finding(editor: Editor):
    editor.start_editing(URI, LETTER)
    range_ = place(editor, LETTER, "Данный")
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(URI), range_, types.CodeActionContext(diagnostics=[])
    )
    actions = await editor.text_document_code_action_async(params)
    skip = [action for action in actions if action.title.startswith("Пропустить")][0]
    edit = skip.edit.changes[URI][0]
    editor.replace(URI, 2, edit.range, edit.new_text)
    findings = await editor.findings(URI, 2)
    assert not [finding for finding in findings if "Данный" in finding.message]


@pytest.mark.asyncio
async def test_summary_and_ready_parts(editor: Editor):
    editor.start_editing(URI, LETTER)
    lenses = await editor.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(URI)))
    assert "профиль common" in lenses[0].command.title
    params = types.CompletionParams(types.TextDocumentIdentifier(URI), types.Position(0, 0))
    items = await editor.text_document_completion_async(params)
    assert any("Исполнитель" in item.label for item in items)


@pytest.mark.asyncio
async def test_a_burst_of_changes_keeps_its_order(editor: Editor):
    editor.start_editing(URI, "")
    start = types.Position(0, 0)
    words = [f"слово{number} " for number in range(300)]
    for number, word in enumerate(reversed(words)):
        editor.replace(URI, number + 2, types.Range(start, start), word)
    text = "".join(words) + "данный"
    editor.replace(URI, 302, types.Range(types.Position(0, 10**6), types.Position(0, 10**6)), "данный")
    findings = await editor.findings(URI, 302)
    expected = place(editor, text, "данный")
    assert expected in [finding.range for finding in findings]
