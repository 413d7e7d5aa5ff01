"""What the stand-in says: phrases chosen by a few words of the question, in the form that was asked for."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
Thought = Callable[[str, Json, list[Json]], str]
"""From the name of the form, the data in the question and the whole messages to the answer's text."""

_LANGUAGES = {
    "de": r"\b(?:ich|nicht|mein|koffer|und|wo|ist|der|die|das)\b",
    "es": r"\b(?:mi|maleta|dónde|por qué|hola|gracias|vuelo|el|está|qué)\b",
    "fr": r"\b(?:mon|ma|valise|vol|où|bonjour|merci|est|les|pas)\b",
    "ar": r"[\u0600-\u06ff]",
    "ja": r"[\u3040-\u30ff]",
}
_ANSWERS = {
    "en": (
        "Hi {name}, that is not the journey we want for you. Could you send us your booking code in a direct message?",
        "Sorry about this, {name}. A colleague is looking into it now, and we will write to you here.",
        "Thank you for telling us, {name}. Which flight was it? Then we can look at the right one.",
    ),
    "de": (
        "Hallo {name}, so soll eine Reise nicht sein. Schickst du uns deinen Buchungscode per Direktnachricht?",
        "Das tut uns leid, {name}. Eine Kollegin sieht es sich gerade an, und wir melden uns hier.",
        "Danke für den Hinweis, {name}. Welcher Flug war es? Dann sehen wir beim richtigen nach.",
    ),
    "es": (
        "Hola, {name}. Así no debe ser un viaje. ¿Nos envías tu código de reserva por mensaje directo?",
        "Lo sentimos, {name}. Un compañero lo está mirando ahora, y te escribimos aquí.",
        "Gracias por avisarnos, {name}. ¿Qué vuelo era? Así miramos el correcto.",
    ),
    "fr": (
        "Bonjour {name}, ce n’est pas le voyage que nous voulons. Pouvez-vous nous envoyer votre code en privé ?",
        "Nous sommes désolés, {name}. Une collègue regarde, et nous vous écrivons ici.",
        "Merci de nous l’avoir dit, {name}. C’était quel vol ?",
    ),
}
_TOPICS = {
    "lost bag": r"bag|luggage|suitcase|koffer|maleta|valise|حقيبت|荷物",
    "delay": r"delay|late|waiting|verspät|retras|retard",
    "refund": r"refund|money|charged|erstatt|reembols|rembours",
    "check-in": r"check.?in|app|seat|login|座席",
}
_WORDS = {
    **{"ich": "I", "mein": "my", "koffer": "suitcase", "ist": "is", "nicht": "not", "wo": "where", "flug": "flight"},
    **{"mi": "my", "maleta": "suitcase", "está": "is", "dónde": "where", "vuelo": "flight", "la": "the", "el": "the"},
    **{"und": "and", "nach": "to", "fällt": "is", "aus": "cancelled", "die": "the", "der": "the", "gracias": "thanks"},
    **{"danke": "thank you", "uns": "us", "wir": "we", "sehen": "look", "das": "that", "tut": "makes", "leid": "sorry"},
}
_URGENT = r"child|alone|stranded|hospital|insulin|medicine|kind allein|sola|notfall"
_PRAISE = r"thank|love|great|danke|gracias|merci|best"
_HARSH = r"your (?:own )?fault|calm down|not our problem|as i said|obviously"


def think(form: str, data: Json, messages: list[Json]) -> str:
    posts = [str(post.get("text", "")) for post in data.get("posts", [])] or [str(data.get("text", ""))]
    said = posts[-1]
    match form:
        case "judged":
            answer: Mapping[str, Any] = _judged(said, data)
        case "drafts":
            answer = {"drafts": _drafts(said, data)}
        case "sentences":
            answer = {"sentences": _week(data)}
        case "hint":
            harsh = re.search(_HARSH, str(data.get("written", "")), re.IGNORECASE)
            answer = {
                "hint": "This may sound as if it were the customer’s fault; begin with what you do." if harsh else ""
            }
        case "plan":
            answer = {"reads": [_read(data)]}
        case "told":
            answer = {"text": _told(data)}
        case _:
            answer = {"text": _text(posts, data)}
    return json.dumps(answer, ensure_ascii=False)


def language(text: str) -> str:
    counts = {code: len(re.findall(words, text.casefold())) for code, words in _LANGUAGES.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"


def _judged(said: str, data: Json) -> Json:
    lower = said.casefold()
    praised = bool(re.search(_PRAISE, lower))
    topic = next((name for name, words in _TOPICS.items() if re.search(words, lower)), "")
    urgent = bool(re.search(_URGENT, lower))
    teams = [team for team in data.get("teams", []) if any(word.casefold() in lower for word in team["keywords"])]
    return {
        "kind": "praise" if praised else "question" if "?" in said and not topic else "complaint",
        "topic": topic,
        "urgency": "urgent" if urgent else "high" if topic in ("lost bag", "refund") else "normal",
        "reason": "somebody may be in need" if urgent else topic and f"speaks of a {topic}",
        "sentiment": "positive" if praised else "negative",
        "language": language(said),
        "personal": [],
        "team": teams[0]["name"] if teams else "",
        "translation": _translated(said) if language(said) != "en" else "",
    }


def _drafts(said: str, data: Json) -> list[Json]:
    written, sources = str(data.get("written") or ""), data.get("sources", [])
    if written:
        return [{"text": written.split(".")[0].strip() + ".", "sources": []}]
    name = str(data.get("customer", {}).get("name", "")).split(" ")[0]
    phrases = _ANSWERS.get(language(said), _ANSWERS["en"])
    named = [source["name"] for source in sources[:2]]
    return [
        {"text": phrase.format(name=name), "sources": named if nth == 1 else []} for nth, phrase in enumerate(phrases)
    ]


def _translated(text: str) -> str:
    """A few words that it knows; whatever else stands there stays."""
    return " ".join(["(stand-in translation)", *(_WORDS.get(word.casefold(), word) for word in text.split())])


def _week(data: Json) -> list[str]:
    """The last one would be a guess, and must not be shown."""
    week, before = data.get("this week", {}), data.get("week before", {})
    about = week.get("topics") or [{"name": "nothing in particular"}]
    return [
        f"{week.get('cases')} cases came in after {before.get('cases')} in the week before.",
        f"People wrote most about {about[0]['name']}.",
        "Next week it will be 4711 cases.",
    ]


def _text(posts: list[str], data: Json) -> str:
    if "text" in data:
        return _translated(str(data["text"]))
    times = "once" if len(posts) == 1 else f"{len(posts)} times"
    return f"The customer has written {times}, last: {posts[-1][:120]}"


def _read(data: Json) -> Json:
    lower, before = str(data.get("question", "")).casefold(), data.get("before") or []
    if "last week" in lower and before:
        return _again(lower, before[-1]["reads"][-1], date.fromisoformat(data["today"]))
    blank: Json = {
        "read": "cases",
        "which": "open",
        "customer": "",
        "number": 0,
        "words": "",
        "from_day": "",
        "to_day": "",
    }
    if found := re.search(r"#(\d+)", lower):
        return blank | {"read": "case", "number": int(found[1])}
    if "answer" in lower:
        return blank | {"read": "answers", "words": " ".join(re.findall(r"\b(?:bags?|delays?|refunds?|app)\b", lower))}
    if "who" in lower:
        return blank | {"read": "owners"}
    if "how many" in lower:
        return blank | {"read": "figures"}
    words = {"late": "late", "approv": "approval", "mine": "mine", "nobody": "unowned"}
    return blank | {"which": next((which for word, which in words.items() if word in lower), "open")}


def _again(lower: str, read: Json, today: date) -> Json:
    """The read of the question before this one, of last week."""
    monday = today - timedelta(days=today.weekday() + 7)
    week = {"from_day": monday.isoformat(), "to_day": (monday + timedelta(days=6)).isoformat()}
    return read | week


def _told(data: Json) -> str:
    found: Json = (data.get("found") or [{}])[0]
    numbers = re.findall(r'"case": "(#\d+)"', json.dumps(found))
    if "list" in found:
        return f"There are {found['count']} {found['list']}" + (f", first {numbers[0]}." if numbers else ".")
    return f"I looked at {' and '.join(numbers[:3])}." if numbers else "This is what the desk knows."
