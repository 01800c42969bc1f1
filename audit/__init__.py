"""The log of sign-ins, roles, refusals and exports."""
