"""What an operator needs: health, checks, and what runs at night."""
