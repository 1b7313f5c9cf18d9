"""The same pages in Django 5.2: its ORM, its templates, one connection that stays open."""
