"""What is kept with keys: nothing of it can be read without them, and everything works with them."""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.dialogue.forgetting import forget_old
from facilitator.dialogue.half_typed_words import half_typed_on_pages, told_in_lines
from facilitator.dialogue.requests import Asked, Do, Show
from facilitator.files import encryption, kept_file, keys, system_calls
from facilitator.files.change_record import KeptChange, keep_change, kept_changes
from facilitator.files.folders import backups_path, data_folder, keys_path
from facilitator.files.half_typed import HalfTyped, forget, keep, kept, path_of_meeting, path_of_plan
from facilitator.files.journal import JournalBroken
from facilitator.files.journal_lines import recover
from facilitator.files.kept_beside_form import keep_beside
from facilitator.files.kept_here import kept_plans
from facilitator.files.kept_links import links_of, put_links
from facilitator.files.kept_owners import keep_owners, owners_kept
from facilitator.files.plans import new_plan, open_plan, read_bytes, save_plan
from facilitator.files.rights import rights_of
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, ids
from facilitator.work import keys as working
from facilitator.work import sealed_plans as sealing
from facilitator.work.forget import older_than
from facilitator.work.recover import Beside
from facilitator.work.recoverable import recoverable
from facilitator.work.session import Session, unfinished
from facilitator.work.undo import come_to_undo
from tests.cli.running import run
from tests.cli.test_forget import DEEDS, MAKERS, NATIVE, native, review, stays_open, traces
from tests.held_meetings import held
from tests.meeting.plans import a_plan
from tests.test_session_word import begun

PASSPHRASE = "four words of mine"  # noqa: S105
WORDS = "hall is loud"


class Made(NamedTuple):
    """Keys that were made once, since a passphrase takes its second: their file, and both secrets."""

    kept: bytes
    secret: str
    recovery: str

    @property
    def public(self) -> str:
        return encryption.public_of(self.secret)


@pytest.fixture(scope="session")
def made() -> Made:
    secret, recovery = encryption.new_secret(), encryption.new_secret()
    sealed = encryption.with_passphrase(secret.encode(), PASSPHRASE)
    public, of_school = encryption.public_of(secret), encryption.public_of(recovery)
    spare = encryption.encrypted(secret.encode(), [of_school])
    given = keys.Keys("Ms Khan", public, sealed, spare, of_school, {})
    both = {"secret": base64.b64encode(sealed).decode(), "spare": base64.b64encode(spare).decode()}
    kept = json.dumps(given._asdict() | both).encode()
    return Made(kept, secret, recovery)


@pytest.fixture(autouse=True)
def nobody_else_is_unlocked() -> Iterator[None]:
    yield
    keys.lock()


@pytest.fixture
def mine(made: Made) -> Made:
    """Give this computer the keys, unlocked in this process."""
    keys_path().mkdir(parents=True)
    (keys_path() / keys.NAME).write_bytes(made.kept)
    keys.unlock_with(made.secret)
    return made


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a file give the passphrase to processes of their own."""
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n")
    monkeypatch.setenv("FACILITATOR_PASSPHRASE_FILE", str(path))
    return path


def run_of(path: Path) -> None:
    """Do what a review does at its start."""
    opened = open_plan(path)
    unfinished(opened)
    Session.begin(opened).leave()


def names_of(name: str) -> tuple[str, ...]:
    return (name, name.split(maxsplit=1)[0], WORDS)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: str(deed.__name__))
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.usefixtures("mine", "typed")
def test_no_word_and_no_name_is_kept_in_the_open(
    kind: str, deed: Callable[[Path], Path], tmp_path: Path
) -> None:
    make, name = MAKERS[kind]
    folder = tmp_path / "plans"
    folder.mkdir()
    path = deed(make(folder))
    assert traces(folder, *names_of(name), f"/{path.name}") == []
    (whose,) = kept_plans()
    assert any(name in one for one in whose.called)  # and with the key all of it can be read
    assert working.stop() == []
    assert keys.kept_keys() is None
    assert traces(folder, *names_of(name))


@pytest.mark.parametrize("kind", MAKERS)
def test_what_was_kept_before_is_encrypted_and_goes_on_with_the_key(kind: str, tmp_path: Path) -> None:
    make, name = MAKERS[kind]
    folder = tmp_path / "plans"
    folder.mkdir()
    path = review(make(folder))
    session = begun(path) if kind == "word" else Session.begin(open_plan(path))
    count = len(session.meeting.events)
    session.leave()
    before = {file.path.name.removesuffix(".age") for one in kept_plans() for file in one.files}
    assert traces(folder, name)
    public = encryption.public_of(encryption.new_secret())
    assert working.make_keys("Ms Khan", PASSPHRASE, public) == []
    assert traces(folder, *names_of(name), f"/{path.name}") == []
    assert {file.path.name.removesuffix(".age") for one in kept_plans() for file in one.files} == before
    found = unfinished(open_plan(path))
    assert found is not None
    again = Session.carry_on(open_plan(path), found.path)
    assert len(again.meeting.events) == count + 1  # and that it was taken up
    again.leave()


@pytest.mark.usefixtures("mine")
def test_without_the_passphrase_nothing_is_lost_and_nothing_begun(tmp_path: Path) -> None:
    path = stays_open(native(tmp_path))
    keys.lock()
    with pytest.raises(Refusal, match=r"encryption\.locked"):
        unfinished(open_plan(path))
    with pytest.raises(Refusal, match=r"encryption\.locked"):
        run_of(path)


@pytest.mark.usefixtures("mine")
def test_a_record_of_other_keys_is_told_by_its_name(tmp_path: Path) -> None:
    path = stays_open(native(tmp_path))
    keys.unlock_with(encryption.new_secret())
    with pytest.raises(Refusal, match=r"encryption\.other-key-kept") as refused:
        unfinished(open_plan(path))
    assert "keys renew --recovery-in FILE" in explain(refused.value)
    assert str(refused.value.values["path"]).endswith(".journal")


def test_a_forgotten_passphrase_is_mended_with_the_recovery_key(tmp_path: Path, mine: Made) -> None:
    path = stays_open(native(tmp_path))
    plan = sealing.encrypt_plan(native(tmp_path, "b.plan.json"))
    keys.lock()
    assert working.bring_back_keys("Ms Khan", "another four words", mine.recovery) == []
    keys.lock()
    with pytest.raises(Refusal, match=r"encryption\.wrong-passphrase"):
        keys.unlock(PASSPHRASE)
    keys.unlock("another four words")
    assert unfinished(open_plan(path)) is not None
    assert open_plan(plan).plan.children


@pytest.mark.parametrize("bad", [None, b"", b"{", b"[]", b'{"name": 1}', b"\xff"])
def test_keys_that_are_gone_or_damaged_come_back_with_the_recovery_key(
    bad: bytes | None, tmp_path: Path, mine: Made
) -> None:
    path = stays_open(native(tmp_path))
    plan = sealing.encrypt_plan(native(tmp_path, "b.plan.json"))
    (keys_path() / keys.NAME).unlink()
    if bad is not None:
        (keys_path() / keys.NAME).write_bytes(bad)
        with pytest.raises(
            Refusal, match=r"encryption\.file-damaged"
        ):  # nothing is kept in the open meanwhile
            Session.begin(open_plan(native(tmp_path, "c.plan.json")))
    keys.lock()
    assert working.bring_back_keys("Ms Khan", PASSPHRASE, mine.recovery) == []
    assert unfinished(open_plan(path)) is not None
    with pytest.raises(Refusal, match=r"encryption\.other-key"):
        open_plan(plan)
    keys.unlock_with(mine.recovery)
    sealing.renew_plan(plan)
    keys.unlock(PASSPHRASE)
    assert open_plan(plan).plan.children


@pytest.mark.parametrize("bad", [None, b"{"])
@pytest.mark.parametrize("deed", [review, stays_open], ids=lambda deed: str(deed.__name__))
@pytest.mark.parametrize("kind", MAKERS)
def test_the_wrong_paper_locks_the_right_one_out_of_nothing(
    kind: str, deed: Callable[[Path], Path], bad: bytes | None, tmp_path: Path, mine: Made
) -> None:
    deed(MAKERS[kind][0](tmp_path))
    file = keys_path() / keys.NAME
    file.unlink() if bad is None else file.write_bytes(bad)
    with pytest.raises(Refusal, match=r"encryption\.other-recovery"):
        working.bring_back_keys("Ms Khan", PASSPHRASE, encryption.new_secret())
    assert (file.read_bytes() if file.exists() else None) == bad
    assert working.bring_back_keys("Ms Khan", PASSPHRASE, mine.recovery) == []
    assert [one.read_bytes() for one in keys_path().glob("*.old.json")] == ([] if bad is None else [bad])


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("kind", MAKERS)
def test_a_crash_while_keys_come_back_is_mended_by_a_second_try(
    kind: str, number: int, tmp_path: Path, mine: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = review(MAKERS[kind][0](tmp_path))
    (begun(path) if kind == "word" else Session.begin(open_plan(path))).leave()
    (keys_path() / keys.NAME).unlink()
    put, count = system_calls.put, 0

    def put_some(target: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == number:
            raise KeyboardInterrupt
        put(target, data)

    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr(system_calls, "put", put_some)
        working.bring_back_keys("Ms Khan", PASSPHRASE, mine.recovery)
    keys.lock()
    assert working.bring_back_keys("Ms Khan", PASSPHRASE, mine.recovery) == []
    keys.lock()
    keys.unlock(PASSPHRASE)
    assert unfinished(open_plan(path)) is not None
    assert {kept_file.opens(file.path) for one in kept_plans() for file in one.files} == {True}


def _damaged(kept: bytes, name: str) -> bytes:
    given = json.loads(kept)
    return json.dumps(given | {name: given[name][:-9] if isinstance(given[name], str) else 3}).encode()


@pytest.mark.parametrize("name", ["public", "secret", "spare", "recovery", "others"])
def test_damaged_keys_are_told_with_their_file_and_come_back(name: str, tmp_path: Path, mine: Made) -> None:
    path = stays_open(native(tmp_path))
    keys.lock()
    (keys_path() / keys.NAME).write_bytes(_damaged(mine.kept, name))
    if name != "spare":  # nobody needs that before the recovery key
        with pytest.raises(Refusal, match=r"encryption\.file-damaged") as refused:
            keys.unlock(PASSPHRASE)
        assert keys.NAME in explain(refused.value)
    assert working.bring_back_keys("Ms Khan", PASSPHRASE, mine.recovery) == []
    keys.lock()
    keys.unlock(PASSPHRASE)
    assert unfinished(open_plan(path)) is not None


@pytest.mark.parametrize("code", [f"encryption.{name}" for name in ids("encryption.")])
def test_a_refusal_is_told_though_a_value_is_missing(code: str) -> None:
    assert explain(Refusal(code))


@pytest.mark.parametrize("typed", ["AGE-SECRET-KEY-1MISTYPED", "age1", "x"])
@pytest.mark.usefixtures("mine")
def test_a_mistyped_recovery_key_is_told(typed: str, tmp_path: Path) -> None:
    plan = sealing.encrypt_plan(native(tmp_path))
    paper = tmp_path / "paper.txt"
    paper.write_text(f"AGE-SECRET-KEY-1{typed}")
    with pytest.raises(Refusal, match=r"encryption\.not-a-secret-key"):
        keys.unlock_with(typed)
    done = run("keys", "renew", plan, "--recovery-in", paper)
    assert (done.code, "no secret key" in done.err) == (1, True)


def test_too_many_readers_are_refused_before_anything_is_written(tmp_path: Path, mine: Made) -> None:
    path = stays_open(native(tmp_path))
    public = [encryption.public_of(encryption.new_secret()) for _ in range(encryption.MOST_READERS)]
    kept = keys.kept_keys()
    assert kept is not None
    full = dict(zip("abcdefghijklmnopqrstuvwxyz"[:24] + "ABCD", public, strict=False))
    keys.keep_keys(kept._replace(others=full), mine.secret)
    before = (keys_path() / keys.NAME).read_bytes()
    assert working.renew_kept() == []
    assert unfinished(open_plan(path)) is not None
    with pytest.raises(Refusal, match=r"encryption\.too-many-readers"):
        working.add_reader("One More", public[-1])
    with pytest.raises(Refusal, match=r"encryption\.too-many-readers"):
        encryption.encrypted(b"", [*public, mine.public])
    assert (keys_path() / keys.NAME).read_bytes() == before


@pytest.mark.usefixtures("mine")
def test_keys_that_cannot_be_looked_at_are_not_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, stat = native(tmp_path), os.stat

    def denied(wanted: Path, **named: bool) -> os.stat_result:
        if str(wanted).endswith(keys.NAME):
            raise PermissionError(errno.EACCES, "denied")
        return stat(wanted, **named)

    monkeypatch.setattr(os, "stat", denied)
    with pytest.raises(Refusal, match=r"file\.read-not-allowed"):
        Session.begin(open_plan(path))


@pytest.mark.usefixtures("mine")
def test_another_schools_recovery_key_changes_nothing() -> None:
    kept = (keys_path() / keys.NAME).read_bytes()
    with pytest.raises(Refusal, match=r"encryption\.other-recovery"):
        working.bring_back_keys("Ms Khan", PASSPHRASE, encryption.new_secret())
    assert (keys_path() / keys.NAME).read_bytes() == kept


def test_half_typed_words_are_encrypted_too(tmp_path: Path, mine: Made) -> None:
    assert mine.public
    path = path_of_plan("a-plan", str(tmp_path))
    keep(path, [HalfTyped(WORDS)])
    assert WORDS.encode() not in path.read_bytes()
    assert kept(path) == [HalfTyped(WORDS)]
    assert working.stop() == []
    assert WORDS.encode() in path.read_bytes()


@pytest.mark.parametrize("encrypts", [False, True], ids=["plain plan", "encrypted plan"])
def test_what_is_kept_comes_out_again_and_no_more_open_than_the_plan(
    encrypts: bool, tmp_path: Path, mine: Made, typed: Path
) -> None:
    assert mine.public
    assert typed.exists()
    path = native(tmp_path)
    path = sealing.encrypt_plan(path) if encrypts else path
    held(path, "The hall is loud.").write()
    listed = run("recover", NATIVE)
    assert (listed.code, listed.err) == (0, "")
    number = next(found[1] for found in re.finditer(r"(\d+)\. The plan as it was", listed.out))
    out = tmp_path / ("out.plan.age" if encrypts else "out.plan.json")
    done = run("recover", NATIVE, number, "-o", out)
    assert (done.code, done.err) == (0, "")
    assert out.read_bytes().startswith(encryption.MAGIC) == encrypts
    assert len(open_plan(out).plan.reviews) == len(open_plan(path).plan.reviews) - 1


CRASHES = [1, 2, 3, 5, 8]


@pytest.mark.parametrize("number", CRASHES)
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.usefixtures("mine")
def test_a_crash_while_things_are_encrypted_loses_nothing(
    kind: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (keys_path() / keys.NAME).read_bytes()
    (keys_path() / keys.NAME).unlink()
    path = review(MAKERS[kind][0](tmp_path))
    (begun(path) if kind == "word" else Session.begin(open_plan(path))).leave()
    (keys_path() / keys.NAME).write_bytes(kept)  # as after the first step of making them
    open_before = len(working.in_the_open())
    assert open_before

    def renewed_until(doing: Callable[[], object]) -> None:
        """Do something, and crash at the nth file."""
        count, put = 0, system_calls.put

        def put_some(target: Path, data: bytes) -> None:
            nonlocal count
            count += 1
            if count == number:
                raise KeyboardInterrupt
            put(target, data)

        with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(system_calls, "put", put_some)
            doing()
        assert unfinished(open_plan(path)) is not None
        (whose,) = kept_plans()
        assert whose.full_names

    renewed_until(working.renew_kept)
    assert working.renew_kept() == []
    assert working.in_the_open() == []
    renewed_until(working.stop)
    assert working.stop() == [] if keys.kept_keys() else True
    keys.lock()
    assert unfinished(open_plan(path)) is not None


# A plan that is encrypted


@pytest.mark.usefixtures("mine")
def test_a_plan_is_encrypted_and_plain_again_with_its_rights(tmp_path: Path) -> None:
    path = review(native(tmp_path))
    path.chmod(0o640)
    said, rights = path.read_bytes(), rights_of(path)
    sealed = sealing.encrypt_plan(path)
    assert (sealed.name, path.exists()) == ("a.plan.age", False)
    assert sealed.read_bytes().startswith(encryption.MAGIC)
    assert (rights_of(sealed).mode, rights_of(sealed).group) == (rights.mode, rights.group)
    assert sealing.decrypt_plan(sealed) == path
    assert (path.read_bytes(), sealed.exists()) == (said, False)


@pytest.mark.usefixtures("mine")
def test_a_whole_life_of_an_encrypted_plan(tmp_path: Path) -> None:
    path = sealing.encrypt_plan(native(tmp_path))
    held(path, "The hall is loud.").write()
    opened = open_plan(path)
    assert WORDS in opened.plan.reviews[-1].model_dump_json()
    assert traces(tmp_path, WORDS) == []
    assert WORDS.encode() not in path.read_bytes()
    come_to_undo(path).undo()
    assert len(open_plan(path).plan.reviews) == len(opened.plan.reviews) - 1
    assert path.read_bytes().startswith(encryption.MAGIC)


def test_whoever_saves_a_plan_locks_nobody_out_and_renewing_does(
    tmp_path: Path, mine: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = encryption.new_secret()
    working.add_reader("Mr Okafor", encryption.public_of(colleague))
    path = sealing.encrypt_plan(native(tmp_path))
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "of the colleague"))
    of_school = encryption.public_of(mine.recovery)
    theirs = keys.Keys("Mr Okafor", encryption.public_of(colleague), b"", b"", of_school, {})
    keys.keep_keys(theirs, colleague)
    save_plan(
        open_plan(path), open_plan(path).plan.model_copy(update={"number": 2})
    )  # with no key of Ms Khan
    keys.unlock_with(mine.secret)
    assert open_plan(path).plan.number == 2
    monkeypatch.setenv("FACILITATOR_DATA", str(data_folder().parent / "of the colleague"))
    keys.unlock_with(colleague)
    sealing.renew_plan(path)
    keys.unlock_with(mine.secret)
    with pytest.raises(Refusal, match=r"encryption\.other-key"):
        open_plan(path)


@pytest.mark.usefixtures("mine")
def test_every_byte_of_an_encrypted_plan_damaged_is_refused_or_the_same(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "a.plan.age", a_plan()).path
    whole, plan = path.read_bytes(), open_plan(path).plan
    step = max(1, len(whole) // 400)
    for at in [*range(500), *range(500, len(whole), step)]:
        for bad in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at]):
            path.write_bytes(bad)
            found, told = plan, str(path)
            try:
                found = open_plan(path).plan
            except Refusal as refusal:
                told = str(refusal.values["path"])
            assert (found, told) == (plan, str(path))


HOSTILE = {
    "much work": b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
    "work no number": b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1e9\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
    "many readers": b"-> X25519 AAAA\nAAAA\n" * 5000 + b"--- AAAA\n",
    "a long header": b"-> X25519 " + b"A" * 100_000 + b"\nAAAA\n--- AAAA\n",
    "no end": b"-> X25519 AAAA\nAAAA\n",
    "nothing": b"",
    "zeros": b"\0" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.usefixtures("mine")
def test_a_hostile_header_is_refused_before_a_key_is_tried(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.plan.age"
    path.write_bytes(encryption.MAGIC + HOSTILE[name])
    with pytest.raises(Refusal, match=r"encryption\.damaged|encryption\.other-key"):
        open_plan(path)
    with pytest.raises(Refusal, match=r"encryption\.damaged|encryption\.wrong-passphrase"):
        encryption.opened_with(encryption.MAGIC + HOSTILE[name], "x")


# The command


def test_the_command_makes_keys_and_whoever_has_the_paper_gets_in(tmp_path: Path, typed: Path) -> None:
    path, paper = review(native(tmp_path)), tmp_path / "stick" / "recovery.txt"
    paper.parent.mkdir()
    done = run("keys", "make", "Ms Khan", "--recovery-to", paper)
    assert (done.code, done.err) == (0, "")
    (secret,) = re.findall(r"AGE-SECRET-KEY-1\w+", paper.read_text())
    assert "Ms Khan" in run("keys").out
    assert secret not in run("keys").out
    assert traces(tmp_path / "none", WORDS) == []
    assert run("keys", "encrypt", path).code == 0
    sealed = path.with_name("a.plan.age")
    shown = run("show", sealed)
    assert (shown.code, shown.err) == (0, "")
    typed.write_text("a wrong one, quite\n")
    refused = run("show", sealed)
    assert refused.code == 1
    assert "That is not the passphrase" in refused.err
    typed.write_text("quite another one\n")
    assert run("keys", "recover", "Ms Khan", paper).code == 0
    assert "Choose another one" in run("keys", "passphrase").err
    assert run("forget").code == 0


@pytest.mark.usefixtures("mine")
def test_nobody_to_be_asked_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    path = native(tmp_path)
    before = sorted(os.walk(data_folder()))
    done = run("review", path, "--plain", typed="next\n")
    assert done.code == 1
    assert "nobody is here to be asked" in done.err
    assert sorted(os.walk(data_folder())) == before
    for harmless in (["formats"], ["schema", "plan"], ["review", "--help"]):
        assert run(*harmless).code == 0


REFUSED = [
    (["make", "Ms Khan"], "--recovery-to"),
    (["make", "  ", "--recovery", "{public}"], "Whose key"),
    (["make", "Ms Khan", "--recovery", "age1nothing"], "no public key"),
    (["add", "Mr Okafor", "{public}"], "there are none"),
    (["encrypt", "a.plan.json"], "there are none"),
    (["recover", "Ms Khan", "nowhere.txt"], "nowhere.txt"),
    (["recover", "Ms Khan", "a.plan.json"], "no recovery key in it"),
    (["stop"], "there are none"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED, ids=lambda one: str(one)[:20])
@pytest.mark.usefixtures("typed")
def test_what_cannot_be_done_is_told_in_a_sentence(
    arguments: list[str], told: str, tmp_path: Path, made: Made
) -> None:
    native(tmp_path)
    done = run("keys", *(one.format(public=made.public) for one in arguments), folder=tmp_path)
    assert done.code == 1
    assert told in " ".join(done.err.split())
    assert not keys_path().exists()


@pytest.mark.usefixtures("mine")
def test_a_word_plan_stays_a_word_document(tmp_path: Path) -> None:
    path = shutil.copy(MAKERS["word"][0](tmp_path), tmp_path / "b.docx")
    with pytest.raises(Refusal, match=r"encryption\.word-plan"):
        sealing.encrypt_plan(Path(path))


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("deed", [review, stays_open], ids=lambda deed: str(deed.__name__))
@pytest.mark.usefixtures("mine")
def test_what_other_keys_closed_is_listed_and_nothing_is_begun_beside_it(
    kind: str, deed: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = deed(MAKERS[kind][0](tmp_path))
    keys.unlock_with(encryption.new_secret())
    keys.drop_keys()
    for command in (["recover"], ["forget"]):
        done = run(*command)
        assert (done.code, done.err) == (0, ""), command
        assert "KB" in done.out
    assert "encrypted for other keys" in run("recover").out
    done = run("review", path, "--plain", typed="leave\n")
    assert done.code == 1
    assert "there are none on this computer" in " ".join(done.err.split())


# What is kept, and cannot be read any more

BESIDE = {
    "changes": lambda plan_id: keep_change(plan_id, KeptChange("2026-01-01", "Ms Khan", "x")),
    "links": lambda plan_id: put_links(plan_id, {}),
    "owners": lambda plan_id: keep_owners(plan_id, {}),
    "beside": lambda plan_id: keep_beside(a_plan().model_copy(update={"id": plan_id})),
}
READ = {
    "changes": kept_changes,
    "links": links_of,
    "owners": owners_kept,
}


@pytest.mark.parametrize("how", ["damaged", "other keys", "keys damaged"])
@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.usefixtures("mine")
def test_what_lies_beside_a_plan_and_cannot_be_read_stops_nothing(name: str, how: str) -> None:
    assert BESIDE[name]("some-plan")
    (file,) = backups_path("some-plan").iterdir()
    if how == "damaged":
        file.write_bytes(file.read_bytes()[:-5])
    elif how == "other keys":
        file.write_bytes(encryption.encrypted(b"{}", [encryption.public_of(encryption.new_secret())]))
    else:
        (keys_path() / keys.NAME).write_bytes(b"{")
    bad = file.read_bytes()
    assert not READ.get(name, links_of)(["other-plan"])
    READ.get(name, links_of)(["some-plan"])
    assert BESIDE[name]("some-plan") == (how != "keys damaged")
    assert bad in [one.read_bytes() for one in backups_path("some-plan").iterdir()]
    if how != "keys damaged":
        (whose,) = kept_plans()
        assert len(whose.files) == 2, "what was set aside is forgotten with the rest"


@pytest.mark.usefixtures("mine")
def test_half_typed_words_of_other_keys_are_damaged_and_stay(tmp_path: Path) -> None:
    path = path_of_plan("a-plan", str(tmp_path))
    keep(path, [HalfTyped(WORDS)])
    keys.unlock_with(encryption.new_secret())
    bad = path.read_bytes()
    assert kept(path) is None
    forget(path)
    assert kept(path) == []
    path.write_bytes(bad)
    keep(path, [HalfTyped("x")])
    assert [one.read_bytes() for one in path.parent.glob("*.aside.typed")] == [bad, bad]
    path.write_bytes(bad)
    shown = half_typed_on_pages(path)
    request = next(shown)
    assert "cannot be read" in str(request)


def test_half_typed_words_are_gone_only_once_they_are_shown(tmp_path: Path) -> None:
    session = Session.begin(open_plan(native(tmp_path)))
    path = path_of_meeting(session.journal.header)
    keep(path, [HalfTyped(WORDS, page="F4")])
    told = told_in_lines(session)
    assert WORDS in next(told)
    assert path.exists()
    assert list(told) == []
    assert not path.exists()
    session.leave()


@pytest.mark.usefixtures("mine")
def test_keys_damaged_in_a_meeting_are_a_drive_that_fails(tmp_path: Path, mine: Made) -> None:
    session = Session.begin(open_plan(native(tmp_path)))
    (keys_path() / keys.NAME).write_bytes(b"{")
    for _ in range(2):
        with pytest.raises(JournalBroken, match=r"journal\.broken"):
            session.journal.append({"x": 1})
    (keys_path() / keys.NAME).write_bytes(mine.kept)
    session.journal.retry()
    assert (session.journal.unsaved, recover(session.journal.path).events[-2:]) == (0, [{"x": 1}] * 2)
    session.leave()


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.usefixtures("mine")
def test_a_meeting_that_cannot_be_read_is_not_removed_as_old(kind: str, tmp_path: Path) -> None:
    stays_open(MAKERS[kind][0](tmp_path))
    keys.unlock_with(encryption.new_secret())
    later = datetime.now(UTC) + timedelta(days=4000)
    plans = kept_plans()
    gone = [file.path for one in older_than(plans, 1, later) for file in one.files]
    assert not [path for path in gone if path.suffix == ".journal"]
    shown = [one for one in _steps(forget_old(1, now=lambda: later)) if isinstance(one, Show)]
    assert "cannot be read" in str(shown[0])


def _steps(asked: Asked[bool]) -> Iterator[object]:
    """Yield what a dialogue asks for; what is to be done is done."""
    request = next(asked)
    with contextlib.suppress(StopIteration):
        while True:
            yield request
            request = asked.send(request.work() if isinstance(request, Do) else None)


# Giving keys up, and plans


@pytest.mark.usefixtures("mine")
def test_keys_stay_while_a_known_plan_needs_them(tmp_path: Path) -> None:
    plan = native(tmp_path)
    Session.begin(open_plan(plan)).leave()
    sealed = sealing.encrypt_plan(plan)
    with pytest.raises(Refusal, match=r"encryption\.plans-need-keys") as refused:
        working.stop()
    assert str(sealed) in explain(refused.value)
    assert keys.kept_keys() is not None
    sealing.decrypt_plan(sealed)
    assert working.stop() == []


def test_a_plan_elsewhere_opens_with_the_recovery_key_when_keys_were_given_up(
    tmp_path: Path, mine: Made
) -> None:
    sealed = sealing.encrypt_plan(native(tmp_path))
    assert working.stop() == []
    keys.lock()
    paper = tmp_path / "paper.txt"
    paper.write_text(mine.recovery)
    done = run("keys", "decrypt", sealed, "--recovery-in", paper)
    assert (done.code, done.err) == (0, "")
    assert open_plan(tmp_path / "a.plan.json").plan.children


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.usefixtures("typed")
def test_all_is_said_to_be_encrypted_only_where_it_is(closed: bool, tmp_path: Path, mine: Made) -> None:
    stays_open(native(tmp_path))
    (keys_path() / keys.NAME).unlink()
    school = encryption.new_secret() if closed else mine.recovery
    if not closed:
        for file in (file.path for one in kept_plans() for file in one.files):
            file.unlink()
    done = run("keys", "make", "Ms Khan", "--recovery", encryption.public_of(school))
    assert done.code == closed
    assert ("All that it kept" in done.out) == (not closed)
    assert ("encrypted for other keys" in done.err) == closed


@pytest.mark.usefixtures("mine")
def test_a_damaged_line_does_not_keep_the_keys(tmp_path: Path) -> None:
    stays_open(native(tmp_path))
    (record,) = (file.path for one in kept_plans() for file in one.files if file.path.suffix == ".journal")
    record.write_bytes(record.read_bytes().rstrip(b"\0")[:-9])
    assert working.stop() == [working.Left(record, "damaged")]
    assert keys.kept_keys() is None


@pytest.mark.usefixtures("mine")
def test_a_crash_between_the_two_files_is_mended_by_a_second_try(tmp_path: Path) -> None:
    path = native(tmp_path)
    said = path.read_bytes()
    for doing, before in ((sealing.encrypt_plan, path), (sealing.decrypt_plan, path.with_name("a.plan.age"))):
        old = before.read_bytes()
        doing(before)
        before.write_bytes(old)  # as if it had not been removed
        after = doing(before)
        assert not before.exists()
        assert read_bytes(after) == said
    path.with_name("a.plan.age").write_bytes(b"another")
    with pytest.raises(Refusal, match=r"file\.already-there"):
        sealing.encrypt_plan(path)
    assert path.read_bytes() == said


@pytest.mark.parametrize("changed", [1, 2])
@pytest.mark.usefixtures("mine")
def test_a_plan_that_is_changed_meanwhile_is_not_removed(
    changed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, reads, read = native(tmp_path), 0, read_bytes

    def read_changed(wanted: Path) -> bytes:
        nonlocal reads
        reads += wanted == path
        if wanted == path and reads == changed:
            path.write_bytes(path.read_bytes() + b"\n")
        return read(wanted)

    monkeypatch.setattr(sealing, "read_bytes", read_changed)
    with pytest.raises(Refusal, match=r"file\.changed-elsewhere"):
        sealing.encrypt_plan(path)
    assert path.read_bytes().endswith(b"\n\n")


@pytest.mark.usefixtures("mine")
def test_what_a_link_leads_to_is_encrypted(tmp_path: Path) -> None:
    path, link = native(tmp_path), tmp_path / "link.plan.json"
    link.symlink_to(path)
    assert sealing.encrypt_plan(link) == path.with_name("a.plan.age")
    assert (path.exists(), link.is_symlink()) == (False, True)


@pytest.mark.usefixtures("mine")
def test_an_earlier_version_of_what_was_encrypted_since_comes_out_encrypted(tmp_path: Path) -> None:
    path = native(tmp_path)
    held(path, "The hall is loud.").write()
    sealing.encrypt_plan(path)
    (whose,) = kept_plans()
    version = next(one for one in recoverable(whose) if one.kind == "version")
    beside = Beside(whose, version)
    assert beside.now is not None
    with pytest.raises(Refusal, match=r"recover\.needs-ending"):
        beside.bring_out(tmp_path / "out.plan.json")
    assert beside.bring_out(tmp_path / "out.plan.age").read_bytes().startswith(encryption.MAGIC)
    sealing.decrypt_plan(path.with_name("a.plan.age"))
    (whose,) = kept_plans()
    assert Beside(whose, version).ending == ".plan.json"


def test_no_paper_is_written_where_no_keys_are_made(tmp_path: Path, typed: Path) -> None:
    session = Session.begin(open_plan(native(tmp_path)))
    paper = tmp_path / "paper.txt"
    assert run("keys", "make", "Ms Khan", "--recovery-to", paper).code == 1
    session.leave()
    typed.write_text("short\n")
    assert run("keys", "make", "Ms Khan", "--recovery-to", paper).code == 1
    assert not paper.exists()
