"""The stand-in provider: logs invented people in, as DigiD and UZI would. Development only.

An application of its own, on another address than the portal: nothing of it is in the portal.
"""
