"""Abstract pages, blocks, components and what else all apps build on. Imports no other app but `delivery`."""
