"""Why people are told of a case, and when such mail leaves."""

from django.utils.translation import gettext_lazy as _

from notifications.choices import Delivery
from notifications.reasons import Reason
from submissions.notices.links import officers_link, senders_link

RECEIPT = Reason("arende-kvitto", _("receipt to the sender"), link=senders_link)
COMPLETION_ASKED = Reason("arende-komplettering", _("completion asked for"), Delivery.HELD, senders_link)
ACCEPTED = Reason("arende-antaget", _("decision: accepted"), Delivery.HELD, senders_link)
DECLINED = Reason("arende-avbojt", _("decision: declined"), Delivery.HELD, senders_link)
SENDERS_NEWS = Reason("arende-andrat", _("something happened to the sender's case"), Delivery.AT_PACE, senders_link)
SENDER_REMINDED = Reason("arende-paminnelse", _("the sender is reminded of the completion"), link=senders_link)
AWAITS = Reason("arende-vantar", _("a case waits for the officer"), Delivery.AT_PACE, officers_link)
OVERDUE = Reason("arende-forsenat", _("the day of answer has passed"), Delivery.AT_PACE, officers_link)
UNREACHED = Reason("arende-ej-natt", _("mail to the sender did not arrive"), Delivery.AT_PACE, officers_link)

TO_SENDER = (RECEIPT, COMPLETION_ASKED, ACCEPTED, DECLINED, SENDERS_NEWS, SENDER_REMINDED)
TO_OFFICERS = (AWAITS, OVERDUE, UNREACHED)
