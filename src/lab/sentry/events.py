"""Sends forty events of five kinds to the address given, as an application would."""
import sys

from raven import Client

client = Client(sys.argv[1].strip(), transport=__import__('raven.transport.http', fromlist=['x']).HTTPTransport)
for number in range(40):
    client.captureMessage('Order failed: kind %d' % (number % 5), extra={'number': number}, tags={'shop': 'vienna'})
