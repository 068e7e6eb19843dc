"""Sends forty events of five kinds to the address given, as an application would."""
import sys

from raven import Client

client = Client(sys.argv[1].strip())
for number in range(40):
    client.capture('Message', message='Order failed: kind %d' % (number % 5), data={'culprit': 'shop.kind%d' % (number % 5)}, extra={'number': number}, tags={'shop': 'vienna'})
