"""How a file of a service request goes out: to keep, under our name, never shown in the browser (reliability 107)."""

from io import BytesIO

from django.http import FileResponse

from customers.services.models import Attachment


def answer(found: Attachment) -> FileResponse:
    """The bytes with our name and the type that the contents have; `nosniff` stands on every answer of the portal."""
    content = BytesIO(bytes(found.content))
    return FileResponse(content, as_attachment=True, filename=found.name, content_type=found.media_type)
