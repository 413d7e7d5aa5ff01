"""files.*: what people share, and uploads in three steps."""

import mimetypes

from bot.sandbox.slack_server import posting
from bot.sandbox.slack_server.composer import rich_text_of
from bot.sandbox.slack_server.model import File, Json, Message, SlackError
from bot.sandbox.slack_server.shapes import file_json
from bot.sandbox.slack_server.web_api.method import Args, Method, invalid_arguments, needs
from bot.sandbox.slack_server.web_api.rooms import writable
from bot.sandbox.slack_server.workspace import Workspace


def get_upload_url(ws: Workspace, args: Args) -> Json:
    name, length = args.required("filename"), args.required("length")
    if not length.isdecimal() or int(length) == 0:
        raise invalid_arguments("must be a positive integer: length")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(ws.new_id("F"), name, ws.app.user_id, int(length), None, name, kind, ws.seconds())
    file.secret = ws.new_id("pub")
    ws.files[file.id] = file
    return {"upload_url": f"{ws.base_url}/upload/v1/{file.id}", "file_id": file.id}


def receive(ws: Workspace, file_id: str, content: bytes) -> None:
    """The second step, which is no API method. Raises SlackError."""
    file = ws.files.get(file_id)
    if file is None or file.content is not None:
        raise SlackError("not_found")
    if len(content) != file.size:
        raise SlackError("length_mismatch")
    file.content = content


def complete_upload(ws: Workspace, args: Args) -> Json:
    named = args.tree("files")
    if not isinstance(named, list) or not named:
        raise invalid_arguments("missing required field: files")
    files = [_finished(ws, each) for each in named]
    for channel_id in args.words("channels") or args.words("channel_id"):
        channel = writable(ws, channel_id)
        text = args.text("initial_comment")
        message = Message(channel.id, ws.new_ts(), ws.app.user_id, text, bot_id=ws.app.bot_id)
        message.blocks, message.files, message.subtype = rich_text_of(text), files, "file_share"
        message.thread_ts = args.text("thread_ts") or None
        posting.post(ws, message)
    return {"files": [file_json(file, ws.base_url, ws.team) for file in files]}


def _finished(ws: Workspace, named: Json) -> File:
    file = ws.files.get(str(named.get("id")))
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    file.title = str(named.get("title") or file.name)
    return file


def info(ws: Workspace, args: Args) -> Json:
    file = ws.files.get(args.required("file"))
    seen = file is not None and (
        file.user == ws.app.user_id or any(ws.app.user_id in ws.channels[channel].members for channel in file.channels)
    )
    if file is None or not seen:
        raise SlackError("file_not_found")
    return {"file": file_json(file, ws.base_url, ws.team), "comments": []}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, 4, needs("files:write")),
    "files.completeUploadExternal": Method(complete_upload, 4, needs("files:write")),
    "files.info": Method(info, 4, needs("files:read")),
}
