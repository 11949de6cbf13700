"""A mail server that keeps what it is given: tells its port on the first line, then each mail as a line of JSON.

The mail is taken apart by Python's own reader, so that the tests do not believe the library that wrote it. Recipients called "nobody" are
refused for good, those called "busy" the first time only.
"""

import asyncio
import email
import email.policy
import json

from aiosmtpd.smtp import SMTP

tried = set()


class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such mailbox"
        if address.startswith("busy") and address not in tried:
            tried.add(address)
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = lambda kind: mail.get_body((kind,)).get_content()
        told = {"to": envelope.rcpt_tos, "from": mail["from"], "subject": mail["subject"], "id": mail["message-id"]}
        told |= {"auto": mail["auto-submitted"], "plain": part("plain"), "html": part("html")}
        print(json.dumps(told), flush=True)
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keep(), enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
