"""Pages made by hand that hold every block there is, for tests of every kind of file."""

from __future__ import annotations

from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Cell,
    Chart,
    Column,
    Contents,
    Heading,
    Items,
    Keep,
    Page,
    Pairs,
    Para,
    Said,
    Span,
    Table,
    Text,
    Words,
)

URDU = "وہ سکول میں خوش ہے۔"
POLISH = "Zażółć gęślą jaźń, powiedziała Małgorzata."

HOSTILE = [
    '#read("/etc/passwd") #import "@preview/x:0.1.0" #panic("no") $ x^2 $ \\ @x <label> *not bold* // gone?',
    "{{ 7 * 7 }} {% raw %} {# gone? #} ${7*7} <%= 1 %> %s {0} \\u0041 \\n",
    "<script>alert(1)</script> &amp; <!-- gone? --> </p></w:t> ]]>",
    "=1+1 +1 -1 @SUM(A1) =cmd|' /C calc'!A0 HYPERLINK",
    "{ MERGEFIELD Name } { INCLUDETEXT c:\\x } \\* MERGEFORMAT",
    "a\x00b\x07c\x1b[31md\x7fe\x85f\u202eg\u2066h\ufeffi\ufffej\tk\r\nl\u2028m",
    "one --- two -- three ... 'four' \"five\" ~six~ /* eight */ = nine\n= ten\n- eleven\n+ twelve\n/ term: x",
]
"""Words that are code to somebody: typst, Jinja, HTML, formulas, field codes, controls, mark-up."""


def line(*texts: str | Span) -> Text:
    """Return a line, of our own words and of stretches."""
    return tuple(Span(text) if isinstance(text, str) else text for text in texts)


def name(text: str) -> Span:
    """Return a name that somebody typed."""
    return Span(text, strong=True, apart=True)


def a_chart() -> Chart:
    """Return progress over three reviews: agreed, not agreed, and without a score."""
    agreed = tuple(Cell("full" if step < 3 else "empty", "3" if step == 2 else "") for step in range(5))
    said = {1: "2: Mum", 3: "4: Mr Lindqvist +1"}
    apart = tuple(Cell("range" if 1 <= step <= 3 else "empty", said.get(step, "")) for step in range(5))
    return Chart(
        "Orla starts her work by herself",
        "Autumn 2026: 3 of 5, agreed. Spring 2027: not agreed; Mum said 2, Mr Lindqvist and Ms Reed said 4; "
        "support was not given. Summer 2027: no score.",
        ("1 not yet", "2 a little", "3 some", "4 a lot", "5 achieved"),
        (
            Column("Autumn 2026", "agreed: 3 of 5", "", agreed),
            Column("Spring 2027", "not agreed: 2, 4", "support not given", apart),
            Column("Summer 2027", "no score", "", (Cell("none"),) * 5),
        ),
    )


def every_block() -> tuple[Block, ...]:
    """Return a believable paper with every kind of block in it, inside others too."""
    return (
        Heading(1, line("Orla's review")),
        Para(line("Spring review, Friday 12 March 2027"), "when"),
        Para(line("A summary for everyone who was there, and for everyone who helps."), "note"),
        Para(line("This is a draft, version 2 of 12 March 2027."), "label"),
        Para(line("We did not agree on everything. Each side is kept."), "open"),
        Contents(line("What is on this page")),
        Heading(2, line("What people said")),
        Box(
            "child",
            (
                Heading(3, line(name("Orla"))),
                Said(line(name("Orla"), ", own words"), "I like the swings.\nThe hall is too loud."),
                Said(
                    line(name("Orla"), ", with help from ", Span("Mum", apart=True)),
                    "I want to eat with Sam.",
                    (
                        Box(
                            "ending",
                            (
                                Para(line("What happens now:"), "label"),
                                Words("Eat in the small room"),
                                Para(line("Ms Reed, by Friday 26 March 2027")),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Heading(3, line(name("امی"), " (", Span("والدہ", apart=True), ")")),
        Said(line(name("امی"), ", own words"), URDU),
        Said(line(name("Małgorzata"), ", own words"), POLISH),
        Heading(2, line("What we looked at")),
        Box(
            "thing",
            (
                Heading(3, line("Outcome 1")),
                Words("Orla starts her work by herself within two minutes.", strong=True),
                Para(line("Added in the autumn."), "note"),
                Pairs(
                    (
                        (line("Was it done?"), (Para(line("Most of it")), Words("Not in PE."))),
                        (line("Progress"), (Para(line("Not agreed"), "open"),)),
                    )
                ),
                Heading(4, line("Why")),
                Table(
                    line("Outcome 1: everybody's own answer"),
                    (line("Name"), line("Answer"), line("Reason")),
                    (
                        (
                            (Para(line(name("Mum"))),),
                            (Para(line("2 of 5")),),
                            (Words("Homework ends in tears."),),
                        ),
                        (
                            (Para(line(name("Mr Lindqvist"))), Para(line("teacher"), "note")),
                            (Para(line("4 of 5")),),
                            (Words("She began alone on four days out of five."), Words(POLISH)),
                        ),
                    ),
                ),
                Box("child", (Para(line("Orla's own answer: 3")),)),
                Para(line("It goes on as it is."), "result"),
            ),
        ),
        a_chart(),
        Heading(2, line("Who does what")),
        Items(
            (
                (
                    Words(
                        "Ring the doctor",
                        quoted=True,
                        strong=True,
                        lead=line("Mum will:"),
                        after=line("By Friday."),
                    ),
                    Pairs(((line("How we will know"), (Words("There is a letter."),)),), beside=True),
                ),
                (Words(URDU, quoted=True, strong=True, lead=line(name("امی"), ":")),),
            ),
            marked=True,
        ),
        Items(
            (
                (Para(line("Mr Lacey could not come.")),),
                (Para(line("The trip is on Monday.")), Items(((Para(line("Bring boots.")),),))),
            )
        ),
        Pairs(
            (
                (line("At school"), (Words("I like the swings.", quoted=True, strong=True),)),
                (
                    line("At home"),
                    (Words("I like my cat.", quoted=True, strong=True, after=line("You drew it.")),),
                ),
                (line("How I feel"), (Para(line(Span("(^_^)", drawn=True), " Happy")),)),
            ),
            beside=True,
        ),
        Table(
            (),
            (line("What"), line("Who"), line("By when"), line("Agreed?")),
            (
                (
                    (Words("Ring the doctor about the sleep clinic"), Para(line("Outcome 1"), "note")),
                    (Para(line(name("Mum"))),),
                    (Para(line("Friday 26 March 2027")),),
                    (Para(line("Not yet"), "open"),),
                ),
            ),
            (4, 2, 2, 3),
        ),
        Box("advice", (Para(line("Your local SENDIASS can help. It gives free advice to families.")),)),
        Break(),
        Keep(
            (
                Heading(2, line("For Ms Reed")),
                Words("Find a quiet place to eat", strong=True),
                Para(line("By Friday 26 March 2027, for outcome 1.")),
            )
        ),
    )


def page_of_every_block(*more: Block) -> Page:
    """Return a paper for adults."""
    return Page(
        "Summary of a review, Spring, Friday 12 March 2027",
        (*every_block(), *more),
        footer="Draft, version 2, 12 March 2027",
    )


def a_letter(*more: Block) -> Page:
    """Return a child's letter, of one page."""
    blocks = (
        Heading(1, line("Orla's letter")),
        Para(line("We met on Friday 12 March.")),
        Heading(2, line("What I said")),
        Pairs(
            (
                (
                    line("I like"),
                    (
                        Words("the swings", quoted=True, strong=True),
                        Words("my cat", quoted=True, strong=True),
                    ),
                ),
                (line("Hard for me"), (Words("The hall is loud.", quoted=True, strong=True),)),
            ),
            beside=True,
        ),
        Heading(2, line("Who will do what")),
        Items(((Para(line("Mum will")), Words("ring the doctor", quoted=True, strong=True)),), marked=True),
        Heading(2, line("When we meet again")),
        Para(line("We meet on Friday 19 June."), "label"),
    )
    return Page("A letter", (*blocks, *more), size=14, at_most=1, letter=True)
