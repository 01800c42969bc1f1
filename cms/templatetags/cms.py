"""Template tags of the house, loaded everywhere."""

from django import template

register = template.Library()
