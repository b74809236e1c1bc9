"""The address of a partnership request's link, made again from its row: the token is stored nowhere (D1)."""

from partnercenter.clouds.hosts import main_address
from partnercenter.links import tokens
from partnercenter.partners.models import PartnershipLink, PartnershipRequest

PURPOSE = "partnership"


def link_address(link: PartnershipLink, request: PartnershipRequest) -> str:
    """The whole address on the main host. Raises `UnknownKeyError` if the key has been retired."""
    prefix, made_of = request.cloud.link_prefix, (request.public_id, link.generation, link.key_id, link.nonce)
    return main_address("open_partnership_link", token=tokens.remake(prefix, PURPOSE, *made_of))
