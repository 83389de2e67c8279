"""Group H of the catalogue: forum and networks. All are proposals of the project."""

from __future__ import annotations

from pipelines.catalog import GeoLevel, Proposed, Text

_REGION: tuple[GeoLevel, ...] = ("voivodeship",)
_PRESENCE = Text(
    "Obecność na forum nie mówi, czy powiat stosuje model.",
    "Attending the forum does not say that a county applies the model.",
)

INDICATORS = (
    Proposed(
        id="H01",
        group="H",
        title=Text("Zasięg forum", "Reach of the forum"),
        question=Text("Ile powiatów przyjeżdża na forum?", "How many counties come to the forum?"),
        definition=Text(
            "Powiaty reprezentowane na edycji forum do wszystkich powiatów województwa.",
            "Counties represented at an edition of the forum, to all counties of the voivodeship.",
        ),
        numerator_words=Text("powiaty reprezentowane", "counties represented"),
        denominator_words=Text("powiaty województwa", "counties of the voivodeship"),
        unit="percent",
        decimals=0,
        direction="higher",
        levels=_REGION,
        method="delivered",
        sources=("forum_events",),
        computed=True,
        universe=Text("powiaty województwa", "counties of the voivodeship"),
        caveats=(_PRESENCE,),
        reading="forum.counties",
        card="forum#editions",
    ),
    Proposed(
        id="H01P",
        group="H",
        title=Text("Uczestnicy forum według sektora", "Participants of the forum by sector"),
        question=Text(
            "Ilu uczestników ma forum i skąd są?", "How many take part in the forum, and where are they from?"
        ),
        definition=Text(
            "Uczestnicy edycji forum, razem i według sektora, który ich przysłał.",
            "Participants of an edition of the forum, all and by the sector that sent them.",
        ),
        numerator_words=Text("uczestnicy", "participants"),
        denominator_words=None,
        unit="persons",
        decimals=0,
        direction="none",
        levels=_REGION,
        by=("sector",),
        method="delivered",
        sources=("forum_events",),
        universe=Text("uczestnicy forum", "participants of the forum"),
        caveats=(_PRESENCE,),
        reading="forum.participants",
        card="forum#editions",
    ),
    Proposed(
        id="H02",
        group="H",
        title=Text("Wdrożone rekomendacje", "Recommendations implemented"),
        question=Text(
            "Ile rekomendacji wdrożono w terminie?", "How many recommendations that were due are implemented?"
        ),
        definition=Text(
            "Rekomendacje wdrożone do tych, których termin minął, bez odrzuconych. Wdrożona przed terminem liczy się od chwili, gdy termin minie.",
            "Recommendations implemented to those whose term has passed, without the rejected. One implemented early counts from the moment its term has passed.",
        ),
        numerator_words=Text("rekomendacje wdrożone", "recommendations implemented"),
        denominator_words=Text("rekomendacje, których termin minął", "recommendations whose term has passed"),
        unit="percent",
        decimals=0,
        direction="higher",
        levels=_REGION,
        method="delivered",
        sources=("recommendations",),
        computed=True,
        universe=Text("rekomendacje forum, grup i diagnoz", "recommendations of the forum, groups and diagnoses"),
        reading="forum.implemented",
        card="forum#recommendations",
    ),
    Proposed(
        id="H03",
        group="H",
        title=Text("Frekwencja grup wsparcia", "Attendance of support groups"),
        question=Text(
            "Ilu zapisanych przychodzi na spotkania grup?", "How many of those enrolled come to the sessions?"
        ),
        definition=Text(
            "Obecni na spotkaniach do zapisanych, dla całego regionu, gdy w roku spotykały się co najmniej trzy grupy i żadna nie ma więcej niż trzech czwartych obecności. Goście się nie liczą.",
            "Present at sessions to enrolled, for the whole region, if at least three groups met in the year and none has more than three quarters of the presence. Guests do not count.",
        ),
        numerator_words=Text("obecni na spotkaniach", "present at sessions"),
        denominator_words=Text("miejsca zapisanych na spotkaniach", "places of those enrolled at sessions"),
        unit="percent",
        decimals=0,
        direction="higher",
        levels=_REGION,
        method="delivered",
        sources=("bodies", "meetings"),
        computed=True,
        universe=Text("uczestnicy grup wsparcia", "members of support groups"),
        caveats=(
            Text(
                "Liczba zapisanych jest z najnowszej dostawy, nie z dnia spotkania.",
                "The number enrolled is that of the newest delivery, not of the day of the session.",
            ),
        ),
        reading="forum.attendance",
        card="forum#support_groups",
    ),
    Proposed(
        id="H04",
        group="H",
        title=Text("Skuteczność partnerstw", "Success of partnerships"),
        question=Text(
            "Ile wniosków partnerstw dostaje pieniądze?", "How many applications of partnerships are granted?"
        ),
        definition=Text(
            "Wnioski przyznane do rozstrzygniętych, ze wszystkich dostarczonych lat razem: w pojedynczym roku jest ich za mało na odsetek.",
            "Applications granted to decided, of all delivered years together: in a single year they are too few for a share.",
        ),
        numerator_words=Text("wnioski przyznane", "applications granted"),
        denominator_words=Text("wnioski rozstrzygnięte", "applications decided"),
        unit="percent",
        decimals=0,
        direction="higher",
        levels=_REGION,
        method="delivered",
        sources=("bodies", "partnership_projects"),
        computed=True,
        universe=Text("wnioski partnerstw", "applications of partnerships"),
        reading="forum.granted",
        card="forum#partnerships",
    ),
    Proposed(
        id="H05",
        group="H",
        title=Text("Czas wdrożenia, mediana", "Roll-out time, median"),
        question=Text(
            "Ile miesięcy mija od powołania zespołu do pełnego działania?",
            "How many months from creation of a body to full operation?",
        ),
        definition=Text(
            "Mediana miesięcy od powołania do pełnego działania (Kaplan i Meier), zespołów i grup modelu; te w drodze liczą się tak długo, jak na razie trwają.",
            "Median months from creation to full operation (Kaplan and Meier), of bodies and groups of the model; those on the way count as far as they got.",
        ),
        numerator_words=Text("miesiące od powołania do pełnego działania", "months from creation to full operation"),
        denominator_words=None,
        unit="months",
        decimals=1,
        direction="lower",
        levels=_REGION,
        method="delivered",
        sources=("bodies",),
        computed=True,
        universe=Text("zespoły i grupy modelu", "bodies and groups of the model"),
        caveats=(
            Text(
                "Odniesieniem jest jeden projekt innego rodzaju (EQUAL A0680, około 8 miesięcy): mówi o rzędzie wielkości, nie jest normą.",
                "The reference is one project of another kind (EQUAL A0680, about 8 months): it gives the order of magnitude and is no norm.",
            ),
        ),
        reading="forum.roll_out",
        card="cooperation#full_operation",
    ),
)
