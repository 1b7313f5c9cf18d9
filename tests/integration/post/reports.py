"""Reports as mail servers write them, with invented hosts and people."""

from collections.abc import Sequence
from email.message import EmailMessage, Message
from email.policy import SMTP


def block(**fields: str) -> Message:
    """Give one block of fields of a report; `final_recipient` becomes Final-Recipient."""
    made = Message()
    for name, value in fields.items():
        made[name.replace("_", "-").title()] = value
    return made


def recipient(action: str = "failed", status: str = "5.1.1", **more: str) -> Message:
    """Give the block about one recipient."""
    return block(
        final_recipient="rfc822; one@patient.example", action=action, status=status, **more
    )


def report(to: str, *recipients: Message, kind: str = "delivery-status") -> bytes:
    """Give a report to this address, with the beginning of what was sent at its end."""
    message = _head(to)
    message.set_content("Helaas. Action: delivered, Status: 2.0.0\n")
    message.make_mixed()
    told = Message()
    told["Content-Type"] = f"message/{kind}"
    told.set_payload([block(reporting_mta="dns; mx.patient.example"), *recipients])
    sent = Message()
    sent["Content-Type"] = "text/rfc822-headers"
    sent.set_payload("From: inzage@portaal.example\nSubject: Er staat iets nieuws\n\n")
    for part in (told, sent):
        message.attach(part)
    message.set_type("multipart/report")
    message.set_param("report-type", kind)
    return message.as_bytes()


def plain(to: str, text: str = "Ik ben op vakantie tot 1 december.\n") -> bytes:
    """Give a mail that is no report."""
    message = _head(to)
    message.set_content(text)
    return message.as_bytes()


# As Postfix writes it, with the lines that servers add on the way in.
POSTFIX: Sequence[str] = (
    "Return-Path: <>",
    "X-Original-To: {to}",
    "Delivered-To: retour@portaal.example",
    "Date: Fri, 20 Nov 2026 12:00:00 +0100 (CET)",
    "From: MAILER-DAEMON@mx.patient.example (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    "To: {to}",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    "Content-Type: multipart/report; report-type=delivery-status;",
    '\tboundary="7F2A11C04D.1795172400/mx.patient.example"',
    "Message-Id: <20261120110000.9B1D2@mx.patient.example>",
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--7F2A11C04D.1795172400/mx.patient.example",
    "Content-Description: Notification",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "This is the mail system at host mx.patient.example.",
    "",
    "<one@patient.example>: unknown user",
    "",
    "--7F2A11C04D.1795172400/mx.patient.example",
    "Content-Description: Delivery report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.patient.example",
    "X-Postfix-Queue-ID: 7F2A11C04D",
    "X-Postfix-Sender: rfc822; {to}",
    "Arrival-Date: Fri, 20 Nov 2026 11:59:58 +0100 (CET)",
    "",
    "Final-Recipient: rfc822; one@patient.example",
    "Original-Recipient: rfc822;one@patient.example",
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: X-Postfix; unknown user",
    "",
    "--7F2A11C04D.1795172400/mx.patient.example",
    "Content-Description: Undelivered Message Headers",
    "Content-Type: text/rfc822-headers",
    "",
    "From: inzage@portaal.example",
    "To: one@patient.example",
    "",
    "--7F2A11C04D.1795172400/mx.patient.example--",
    "",
)


def postfix(to: str) -> bytes:
    """Give a report of Postfix to this address."""
    return "\r\n".join(POSTFIX).replace("{to}", to).encode()


def _head(to: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "MAILER-DAEMON@mx.patient.example"
    message["To"] = to
    message["Subject"] = "Undelivered Mail Returned to Sender"
    return message
