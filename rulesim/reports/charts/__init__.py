"""Pictures: Altair draws them, and each comes out as inline SVG that takes its colours and its font from the page."""
